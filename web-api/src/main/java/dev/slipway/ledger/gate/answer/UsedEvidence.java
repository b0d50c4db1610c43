package dev.slipway.ledger.gate.answer;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A piece of evidence that the decision is based on.
 *
 * @param digest the file's digest
 */
@Schema(description = "A piece of evidence that the decision is based on.")
public record UsedEvidence(
        @Schema(examples = "019aa1f2-3c7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String digest) {}
