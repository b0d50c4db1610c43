package dev.slipway.ledger.request.execution;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The target of a rollback that is rehearsed before a deployment.
 *
 * @param digest the archive that is live
 * @param version its release's version; the beginning of its digest if unknown
 */
@Schema(description = "The live archive, to which the rollback is rehearsed.")
public record Rehearsal(
        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String digest,

        @Schema(examples = "1.3.2") String version) {}
