package dev.slipway.ledger.threads;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A thread dump, as deployers see it.
 *
 * @param askedAt when it was requested
 * @param answeredAt when the agent answered; null until then
 * @param text the threads' stack traces
 * @param failure why it could not be taken
 */
@Schema(name = "ThreadDump", description = "A thread dump of a worker.")
public record ThreadDumpResponse(
        @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "shop-production-1") String worker,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant askedAt,
        @Schema(examples = "2026-11-23T10:15:31Z") @Nullable Instant answeredAt,
        @Schema(examples = "\"main\" #1 RUNNABLE") @Nullable String text,

        @Schema(examples = "shop-production-1 does not answer") @Nullable
        String failure) {

    static ThreadDumpResponse of(ThreadDump dump) {
        return new ThreadDumpResponse(
                dump.id(),
                dump.worker(),
                dump.askedAt(),
                dump.answeredAt().orElse(null),
                dump.text().orElse(null),
                dump.failure().orElse(null));
    }
}
