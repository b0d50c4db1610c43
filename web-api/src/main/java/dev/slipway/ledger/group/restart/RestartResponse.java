package dev.slipway.ledger.group.restart;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A restart, as clients see it.
 *
 * @param isForDefinition whether only workers whose running configuration is outdated are restarted
 * @param reason why, if stated
 * @param actor the requester, or who applied the definition
 * @param detail what is under way, or what went wrong
 * @param requestedAt when it was requested
 * @param startedAt when it was claimed; if it never was, when it expired
 * @param finishedAt when it was done, or failed
 */
@Schema(description = "A restart of a server group's workers, one after the other.")
public record RestartResponse(
        @Schema(examples = "019aa1f3-4d7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "shop") String service,
        @Schema(examples = "production") String environment,
        @Schema(examples = "false") boolean isForDefinition,
        @Schema(examples = "Its cache is stale") @Nullable String reason,
        @Schema(examples = "bob") String actor,
        @Schema(examples = "done") RestartState state,

        @Schema(examples = "Restarting shop-production-1") @Nullable
        String detail,

        List<RestartStep> steps,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant requestedAt,
        @Schema(examples = "2026-11-23T10:15:32Z") @Nullable Instant startedAt,
        @Schema(examples = "2026-11-23T10:16:57Z") @Nullable Instant finishedAt) {

    public RestartResponse {
        steps = List.copyOf(steps);
    }

    static RestartResponse of(Restart restart) {
        return new RestartResponse(
                restart.id(),
                restart.service().name(),
                restart.environment().name(),
                restart.isForDefinition(),
                restart.reason().orElse(null),
                restart.actor(),
                restart.state(),
                restart.detail().orElse(null),
                restart.steps(),
                restart.requestedAt(),
                restart.startedAt().orElse(null),
                restart.finishedAt().orElse(null));
    }
}
