package dev.slipway.ledger.recovery;

import dev.slipway.ledger.deployment.DeploymentResponse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How it went on after a deployment, and what it came after.
 *
 * @param intervention the intervention that it needed; null if it needed none
 * @param repairs the earlier deployment that it repairs; null if it repairs none
 * @param link who said what it repairs, or that it repairs none; null if nobody did
 * @param repairedBy those that repair it, most recently started first
 */
@Schema(description = "What a deployment repairs, and what repairs it.")
public record RecoveryResponse(
        @Nullable InterventionResponse intervention,
        @Nullable DeploymentResponse repairs,
        @Nullable RepairResponse link,
        List<DeploymentResponse> repairedBy) {

    public RecoveryResponse {
        repairedBy = List.copyOf(repairedBy);
    }
}
