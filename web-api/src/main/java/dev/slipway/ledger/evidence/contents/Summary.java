package dev.slipway.ledger.evidence.contents;

import jakarta.persistence.Embeddable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a piece of evidence; each kind has its own.
 *
 * @param tests how many test cases there are, as counted, not as the file states
 * @param passed how many of them passed, also at a second try
 * @param failed how many found something wrong
 * @param errored how many broke down
 * @param skipped how many did not run
 * @param durationMillis how long they took, all together
 * @param components how many components the bill of materials lists, those inside of others too
 * @param licenses how many different licences they have
 * @param specVersion the version of CycloneDX
 * @param predicateType what kind of thing is attested
 * @param subjects of how many things it is attested
 * @param isSigned whether there is a signature; the gate alone verifies it, if the policy has keys
 */
@Embeddable
@Schema(name = "EvidenceSummary", description = "The figures in the file; each kind has its own.")
public record Summary(
        @Schema(examples = "412") @Nullable Integer tests,
        @Schema(examples = "409") @Nullable Integer passed,
        @Schema(examples = "1") @Nullable Integer failed,
        @Schema(examples = "0") @Nullable Integer errored,
        @Schema(examples = "2") @Nullable Integer skipped,
        @Schema(examples = "48120") @Nullable Long durationMillis,
        @Schema(examples = "87") @Nullable Integer components,
        @Schema(examples = "9") @Nullable Integer licenses,
        @Schema(examples = "1.6") @Nullable String specVersion,

        @Schema(examples = "https://in-toto.io/attestation/test-result/v0.1") @Nullable
        String predicateType,

        @Schema(examples = "1") @Nullable Integer subjects,

        @Schema(
                description = "Whether there is a signature. The gate alone verifies it, if the policy has keys.",
                examples = "true")
        @Nullable
        Boolean isSigned) {

    /** The figures of a bill of materials. */
    public static Summary ofBom(int components, int licenses, String specVersion) {
        return new Summary(null, null, null, null, null, null, components, licenses, specVersion, null, null, null);
    }

    /** The figures of a statement on tests. */
    public static Summary ofTests(String predicateType, int subjects, int passed, int failed) {
        return new Summary(
                passed + failed, passed, failed, 0, 0, null, null, null, null, predicateType, subjects, false);
    }

    /** The figures of any other statement. */
    public static Summary ofStatement(String predicateType, int subjects, boolean isSigned) {
        return new Summary(null, null, null, null, null, null, null, null, null, predicateType, subjects, isSigned);
    }
}
