package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.contents.Failure;
import dev.slipway.ledger.evidence.contents.Format;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Summary;
import dev.slipway.ledger.evidence.contents.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Evidence, as clients see it.
 *
 * @param releaseId of which release it is
 * @param name the file's name
 * @param size the file's length in bytes
 * @param digest the file's digest
 * @param summary the figures
 * @param recordedBy who added it
 * @param failures the tests that did not pass, at most 100; left out in lists
 */
@Schema(description = "Evidence for a release, or against it.")
public record EvidenceResponse(
        @Schema(examples = "019aa1f1-2b7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        @Schema(examples = "019aa1f0-6f2a-7c3e-9d3e-6a1f0c2b4d5e")
        UUID releaseId,

        @Schema(examples = "tests") Kind kind,
        @Schema(examples = "junit-xml") Format format,

        @Schema(examples = "TEST-org.example.BasketTest.xml")
        String name,

        @Schema(examples = "18230") long size,

        @Schema(examples = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")
        String digest,

        @Schema(examples = "passed") Verdict verdict,
        Summary summary,
        @Schema(examples = "service-account-pipeline") String recordedBy,
        @Schema(examples = "2026-11-23T10:12:30Z") Instant recordedAt,

        @Schema(description = "The tests that did not pass, at most 100; left out in lists.") @Nullable
        List<Failure> failures) {

    static EvidenceResponse of(Evidence evidence) {
        return of(evidence, null);
    }

    static EvidenceResponse of(Evidence evidence, @Nullable List<Failure> failures) {
        return new EvidenceResponse(
                evidence.id(),
                evidence.release().id(),
                evidence.kind(),
                evidence.format(),
                evidence.name(),
                evidence.size(),
                evidence.digest(),
                evidence.verdict(),
                evidence.summary(),
                evidence.recordedBy(),
                evidence.recordedAt(),
                failures);
    }
}
