package dev.slipway.ledger.request.restoration;

import dev.slipway.ledger.request.ProbeOptions;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The health check that a release went live with.
 *
 * @param path the path; null for the service's default
 * @param seconds its timeout
 */
@Schema(description = "The health check that a release went live with.")
public record AcceptedProbe(
        @Schema(description = "The path; absent for the service's default.", examples = "/api/ready") @Nullable
        String path,

        @Schema(examples = "30") int seconds) {

    /** Empty unless the agent has checked it. */
    static Optional<AcceptedProbe> of(ProbeOptions probe) {
        return Optional.ofNullable(probe.probeSeconds()).map(seconds -> new AcceptedProbe(probe.probePath(), seconds));
    }
}
