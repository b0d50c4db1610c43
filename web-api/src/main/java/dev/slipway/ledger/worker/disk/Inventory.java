package dev.slipway.ledger.worker.disk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The archives on a worker.
 *
 * @param writtenAt when the worker last wrote its configuration; later changes are not included
 * @param contents every archive
 */
public record Inventory(Instant writtenAt, List<Content> contents) {

    public Inventory {
        contents = List.copyOf(contents);
    }

    /** The archive of this name. */
    public Optional<Content> find(String archive) {
        return contents.stream()
                .filter(content -> content.archive().equals(archive))
                .findFirst();
    }

    /** The archive that runs by this runtime name. */
    public Optional<Content> running(String runtimeName) {
        return contents.stream()
                .filter(content -> content.isEnabled() && content.runtimeName().equals(runtimeName))
                .findFirst();
    }
}
