package dev.slipway.ledger.release;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A release's complete commits, up to the limit for one release.
 *
 * @param items the commits, newest first
 */
@Schema(description = "The commits of a release since the one before, newest first.")
public record Commits(List<Commit> items) {

    public Commits {
        items = List.copyOf(items);
    }
}
