package dev.slipway.ledger.sync;

import dev.slipway.ledger.service.Service;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A sync, as clients see it.
 *
 * @param environment the environment whose workers to synchronize
 * @param service only this service; every one if null
 * @param isBack whether the changed worker is reset to the last release, instead of the change being copied to the
 *     others
 * @param actor the requester
 * @param detail the result or the error
 * @param requestedAt when it was requested
 * @param startedAt when it was claimed; if it never was, when it expired
 * @param finishedAt when it was done, or failed
 */
@Schema(description = "A request to sync an environment's workers, and its result.")
public record SyncResponse(
        @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "production") String environment,
        @Schema(examples = "web-shop") @Nullable String service,
        @Schema(examples = "false") boolean isBack,
        @Schema(examples = "bob") String actor,
        @Schema(examples = "done") SyncState state,

        @Schema(examples = "worker-2 runs web-shop.war 1.4.0 again.") @Nullable
        String detail,

        @Schema(examples = "2026-11-23T10:15:30Z") Instant requestedAt,
        @Schema(examples = "2026-11-23T10:15:32Z") @Nullable Instant startedAt,
        @Schema(examples = "2026-11-23T10:15:57Z") @Nullable Instant finishedAt) {

    static SyncResponse of(Sync sync) {
        return new SyncResponse(
                sync.id(),
                sync.environment().name(),
                sync.service().map(Service::name).orElse(null),
                sync.isBack(),
                sync.actor(),
                sync.state(),
                sync.detail().orElse(null),
                sync.requestedAt(),
                sync.startedAt().orElse(null),
                sync.finishedAt().orElse(null));
    }
}
