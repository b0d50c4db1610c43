package dev.slipway.ledger.group;

import dev.slipway.ledger.group.restart.Restart;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A server group, as clients see it.
 *
 * @param service the service that it runs
 * @param group its name
 * @param host its host, before the line's domain
 * @param wantedVersion the version of the service's definition that wants it as it should be
 * @param madeVersion the version that it was last made by; null before the first
 * @param state how far it is made
 * @param detail the step that is under way, or why it failed, if that was reported
 * @param workers those that there are
 * @param wantedWorkers how many there are to be
 * @param memory the heap of each
 * @param configurationVersion the version of the service's configuration that its workers are to run with; 0 if nothing
 *     was ever set
 * @param hasLogin whether its users sign in by Keycloak
 * @param hasMail whether it sends mail
 * @param hasMessaging whether it has queues or topics
 * @param isRemoved whether its workers, host and client are to go, or are gone
 * @param reportedAt when the agent last reported; null before it did
 */
@Schema(description = "The workers that run one service in one environment.")
public record ServerGroupResponse(
        @Schema(examples = "shop") String service,
        @Schema(examples = "production") String environment,
        @Schema(examples = "shop-production") String group,
        @Schema(examples = "shop") String host,
        @Schema(examples = "3") int wantedVersion,
        @Schema(examples = "2") @Nullable Integer madeVersion,
        @Schema(examples = "making") GroupState state,

        @Schema(examples = "Starts shop-production-1") @Nullable
        String detail,

        List<GroupWorker> workers,
        @Schema(examples = "2") int wantedWorkers,
        @Schema(examples = "768m") String memory,
        @Schema(examples = "4") int configurationVersion,
        @Schema(examples = "true") boolean hasDatabase,
        @Schema(examples = "true") boolean hasLogin,
        @Schema(examples = "false") boolean hasMail,
        @Schema(examples = "false") boolean hasMessaging,
        @Schema(examples = "false") boolean isRemoved,
        @Schema(examples = "2026-11-23T10:15:30Z") @Nullable Instant reportedAt) {

    public ServerGroupResponse {
        workers = List.copyOf(workers);
    }

    /**
     * A group that the agent has made is ready only when its workers run what was made: not while they are restarted
     * for that, nor when one did not come back.
     *
     * @param restart the last of its workers; null if there was none
     */
    static ServerGroupResponse of(ServerGroup group, @Nullable Restart restart) {
        GroupStatus shown = GroupStatus.of(group, restart);
        return new ServerGroupResponse(
                group.service().name(),
                group.environment().name(),
                group.name(),
                group.host(),
                group.wantedVersion(),
                group.madeVersion().orElse(null),
                shown.state(),
                shown.detail(),
                group.workers(),
                group.isRemoved() ? 0 : group.size().workers(),
                group.size().memory().toString(),
                group.configurationVersion(),
                group.definition().database() != null,
                group.definition().login() != null,
                group.definition().mail() != null,
                group.definition().messaging() != null,
                group.isRemoved(),
                group.reportedAt().orElse(null));
    }
}
