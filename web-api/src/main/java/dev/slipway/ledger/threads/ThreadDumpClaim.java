package dev.slipway.ledger.threads;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A thread dump that the agent is to get.
 *
 * @param service the service that it runs
 */
@Schema(description = "A thread dump that the agent is to get.")
public record ThreadDumpClaim(
        @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "shop-production-1") String worker,
        @Schema(examples = "shop") String service,
        @Schema(examples = "production") String environment) {

    static ThreadDumpClaim of(ThreadDump dump) {
        return new ThreadDumpClaim(dump.id(), dump.worker(), dump.service(), dump.environment());
    }
}
