package dev.slipway.ledger.threads;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The thread dumps that the agent is to get.
 *
 * @param items one by one
 */
@Schema(description = "The thread dumps that the agent is to get.")
public record ThreadDumpClaims(List<ThreadDumpClaim> items) {
    public ThreadDumpClaims {
        items = List.copyOf(items);
    }
}
