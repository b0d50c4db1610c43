package dev.slipway.ledger.release;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is in a release, whole: at most as many commits as one release can have.
 *
 * @param items the commits, newest first
 */
@Schema(description = "What is in a release since the release before, newest first.")
public record Commits(List<Commit> items) {

    public Commits {
        items = List.copyOf(items);
    }
}
