package dev.slipway.ledger.worker;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An archive that is not the same on all workers of a group, as clients see it.
 *
 * @param group the server group whose workers differ; null for the ledger's own workers
 * @param archive its name
 * @param service the service that it belongs to
 * @param workers what each worker has of it
 */
@Schema(name = "Skew", description = "An archive that is not the same on all workers of a group.")
public record SkewResponse(
        @Schema(examples = "production") String environment,

        @Schema(
                description = "The server group whose workers differ; none for workers that belong to no group.",
                examples = "web-shop-production")
        @Nullable
        String group,

        @Schema(examples = "web-shop.war") String archive,
        @Schema(examples = "web-shop") String service,
        List<Side> workers) {

    public SkewResponse {
        workers = List.copyOf(workers);
    }

    /**
     * Its state on one worker.
     *
     * @param worker its name
     * @param isPresent whether it is deployed at all
     * @param artifactDigest its digest; null if it is absent or cannot be read
     * @param version its release's version; null if it belongs to none
     * @param isEnabled whether it runs
     */
    @Schema(name = "SkewSide", description = "The state of an archive on one worker.")
    public record Side(
            @Schema(examples = "worker-1") String worker,
            boolean isPresent,

            @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae") @Nullable
            String artifactDigest,

            @Schema(examples = "1.4.0") @Nullable String version,
            boolean isEnabled) {}
}
