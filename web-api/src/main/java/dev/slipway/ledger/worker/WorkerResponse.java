package dev.slipway.ledger.worker;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A worker, as clients see it.
 *
 * @param environment the environment that it serves
 * @param group its server group; null for the ledger's own workers
 * @param lastSeenAt when its archives were last read
 * @param archives what is on it
 */
@Schema(description = "An application server of the line.")
public record WorkerResponse(
        @Schema(examples = "worker-1") String name,
        @Schema(examples = "production") String environment,

        @Schema(
                description = "The server group that it is one of; none for the ledger's own workers.",
                examples = "web-shop-production")
        @Nullable
        String group,

        @Schema(examples = "2026-11-23T10:15:42Z") Instant lastSeenAt,
        List<Archive> archives) {

    public WorkerResponse {
        archives = List.copyOf(archives);
    }

    /**
     * An archive on a worker.
     *
     * @param archive its name there
     * @param service the service that it belongs to
     * @param artifactDigest its digest; null if its content cannot be read
     * @param version its release's version; null if it belongs to none
     * @param isEnabled whether it runs
     */
    @Schema(name = "WorkerArchive", description = "An archive on a worker.")
    public record Archive(
            @Schema(examples = "web-shop.war") String archive,
            @Schema(examples = "web-shop") String service,

            @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae") @Nullable
            String artifactDigest,

            @Schema(examples = "1.4.0") @Nullable String version,
            boolean isEnabled) {}
}
