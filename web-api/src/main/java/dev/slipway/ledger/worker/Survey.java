package dev.slipway.ledger.worker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is on a worker.
 *
 * @param writtenAt when the worker last wrote its configuration: whatever happened later is not in it
 * @param contents every archive
 */
public record Survey(Instant writtenAt, List<Content> contents) {

    /** Keeps a copy. */
    public Survey {
        contents = List.copyOf(contents);
    }

    /** The archive of this name. */
    public Optional<Content> find(String archive) {
        return contents.stream()
                .filter(content -> content.archive().equals(archive))
                .findFirst();
    }
}
