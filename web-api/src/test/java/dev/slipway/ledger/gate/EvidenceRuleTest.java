package dev.slipway.ledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.policy.AttestationKey;
import dev.slipway.ledger.policy.AttestationKeys;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EvidenceRuleTest {
    private static final Instant START = Instant.parse("2026-11-26T17:00:00Z");
    private static final UUID ID = new UUID(0, 1);
    private static final String DIGEST = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    private static final EvidenceRule TESTS = rule(Kind.TESTS);

    /** The key itself is not looked at here. */
    private static final EvidenceRule SIGNED = new EvidenceRule(
            Kind.ATTESTATION, "production", new AttestationKeys(List.of(new AttestationKey("the build", "a key"))));

    @ParameterizedTest
    @CsvSource({
        "TESTS, PASSED,",
        "TESTS, NONE, EVIDENCE_MISSING",
        "TESTS, FAILED, EVIDENCE_FAILED",
        "SBOM, NONE,",
        "SBOM, PASSED,",
        "ATTESTATION, NONE,",
        "ATTESTATION, PASSED,",
        "ATTESTATION, FAILED, EVIDENCE_FAILED"
    })
    void wantsEvidenceOfEachKind(Kind kind, Verdict verdict, @Nullable ReasonCode code) {
        assertCode(rule(kind), ReasonCode.EVIDENCE_MISSING);
        assertCode(rule(kind), code, fact(kind, "a", verdict, 0));
    }

    @ParameterizedTest
    @EnumSource
    void takesNoKindOfEvidenceForAnother(Kind kind) {
        EvidenceFact[] others = Stream.of(Kind.values())
                .filter(other -> other != kind)
                .map(other -> fact(other, "a", Verdict.PASSED, 0))
                .toArray(EvidenceFact[]::new);
        assertCode(rule(kind), ReasonCode.EVIDENCE_MISSING, others);
    }

    @Test
    void letsOnlyALaterFileOfTheSameNameReplaceAFailedOne() {
        EvidenceFact failed = fact(Kind.TESTS, "a", Verdict.FAILED, 5);
        assertCode(TESTS, null, failed, fact(Kind.TESTS, "a", Verdict.PASSED, 6));
        for (EvidenceFact other : List.of(
                fact(Kind.TESTS, "a", Verdict.PASSED, 4),
                fact(Kind.TESTS, "b", Verdict.PASSED, 6),
                fact(Kind.TESTS, "a", Verdict.NONE, 6),
                fact(Kind.SBOM, "a", Verdict.PASSED, 6))) {
            assertCode(TESTS, ReasonCode.EVIDENCE_FAILED, failed, other);
        }
    }

    @Test
    void namesTheFirstFewThatFailed() {
        EvidenceFact[] failed = IntStream.rangeClosed(1, 7)
                .mapToObj(file -> fact(Kind.TESTS, "f" + file, Verdict.FAILED, file))
                .toArray(EvidenceFact[]::new);
        assertThat(objection(TESTS, failed))
                .hasValueSatisfying(reason -> assertThat(reason.detail()).contains(": f1, f2, f3, f4, f5 and 2 more."));
    }

    /** What nobody on the policy's list has signed is not there; its name is said, and whose signature it takes. */
    @Test
    void takesAnAttestationOnlyByAKeyOfThePolicy() {
        EvidenceFact strangers = strangers("a.intoto.jsonl", Verdict.PASSED);
        assertCode(SIGNED, ReasonCode.EVIDENCE_UNSIGNED, strangers);
        assertThat(objection(SIGNED, strangers))
                .hasValueSatisfying(reason ->
                        assertThat(reason.detail()).contains("production", "a.intoto.jsonl", "signed by the build"));
        assertCode(SIGNED, null, strangers, fact(Kind.ATTESTATION, "b", Verdict.PASSED, 0));
        assertCode(SIGNED, ReasonCode.EVIDENCE_FAILED, strangers, fact(Kind.ATTESTATION, "b", Verdict.FAILED, 0));
        assertCode(SIGNED, ReasonCode.EVIDENCE_MISSING);
    }

    /** Nor does it speak against the release: else anybody could keep it out. */
    @Test
    void doesNotBelieveAStrangerWhoSaysThatItFailed() {
        assertCode(SIGNED, null, strangers("a", Verdict.FAILED), fact(Kind.ATTESTATION, "b", Verdict.PASSED, 0));
    }

    private static EvidenceRule rule(Kind kind) {
        return new EvidenceRule(kind, "production", AttestationKeys.NONE);
    }

    private static Optional<Reason> objection(EvidenceRule rule, EvidenceFact... evidence) {
        return rule.objection(List.of(evidence));
    }

    private static void assertCode(EvidenceRule rule, @Nullable ReasonCode code, EvidenceFact... evidence) {
        assertThat(objection(rule, evidence).map(Reason::code)).isEqualTo(Optional.ofNullable(code));
    }

    private static EvidenceFact fact(Kind kind, String name, Verdict verdict, int minute) {
        return new EvidenceFact(ID, DIGEST, kind, name, verdict, START.plusSeconds(60L * minute));
    }

    private static EvidenceFact strangers(String name, Verdict verdict) {
        return new EvidenceFact(ID, DIGEST, Kind.ATTESTATION, name, verdict, START, false);
    }
}
