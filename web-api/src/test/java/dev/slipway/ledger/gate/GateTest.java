package dev.slipway.ledger.gate;

import static dev.slipway.ledger.gate.GateScene.NOW;
import static dev.slipway.ledger.gate.GateScene.RELEASE;
import static dev.slipway.ledger.gate.GateScene.build;
import static dev.slipway.ledger.gate.GateScene.codes;
import static dev.slipway.ledger.gate.GateScene.contributors;
import static dev.slipway.ledger.gate.GateScene.decide;
import static dev.slipway.ledger.gate.GateScene.fact;
import static dev.slipway.ledger.gate.GateScene.facts;
import static dev.slipway.ledger.gate.GateScene.rules;
import static dev.slipway.ledger.gate.GateScene.vote;
import static dev.slipway.ledger.gate.GateScene.yes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.evidence.EvidenceFact;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.contents.Verdict;
import dev.slipway.ledger.gate.GateFacts.Archive;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.gate.answer.UsedEvidence;
import dev.slipway.ledger.people.approver.ApproverStatus;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import dev.slipway.ledger.policy.AttestationKeys;
import dev.slipway.ledger.policy.Rules;
import dev.slipway.ledger.policy.freeze.Freeze;
import dev.slipway.ledger.policy.freeze.Freezes;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate tells all that is in the way of a release at once, and decides by the gravest of it. */
class GateTest {
    private static final Digest OTHER = Digest.ofHex(Sha256.hex("other"));

    @Test
    void allowsWhatNobodyAsksAnythingOf() {
        assertThat(decide(facts(Rules.NONE))).isEqualTo(Decision.ALLOW);
        assertThat(Gate.reasons(facts(Rules.NONE))).isEmpty();
    }

    @Test
    void doesNotLookAtEvidenceThatNobodyAsksFor() {
        assertCode(with(facts(Rules.NONE), List.of(fact(Kind.TESTS, "a", Verdict.FAILED, 0))), null);
    }

    @Test
    void goesByEvidenceOfRequiredKindsThatItBelieves() {
        EvidenceFact failed = fact(Kind.TESTS, "a", Verdict.FAILED, 0);
        EvidenceFact signed = fact(Kind.ATTESTATION, "b", Verdict.NONE, 0);
        EvidenceFact unsigned = new EvidenceFact(
                new UUID(0, 1), "sha256:" + "0".repeat(64), Kind.ATTESTATION, "c", Verdict.NONE, NOW, false);
        List<EvidenceFact> all = List.of(failed, signed, unsigned, fact(Kind.SBOM, "d", Verdict.NONE, 0));
        Rules rules = rules(List.of(Kind.TESTS, Kind.ATTESTATION), 0, false, null, Freezes.NONE);
        assertThat(Gate.usedEvidence(with(facts(rules), all)))
                .containsExactly(
                        new UsedEvidence(failed.id(), failed.digest()), new UsedEvidence(signed.id(), signed.digest()));
        assertThat(Gate.usedEvidence(with(facts(Rules.NONE), all))).isEmpty();
    }

    @Test
    void knowsTheArchive() {
        assertCode(archive(new Archive(RELEASE.artifactDigest(), Optional.empty())), null);
        assertCode(archive(new Archive(OTHER, Optional.of("1.9"))), ReasonCode.DIGEST_MISMATCH);
        assertCode(archive(new Archive(OTHER, Optional.empty())), ReasonCode.DIGEST_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        // version, built and recorded of what runs
        "1.0, 2026-11-19T00:00:00Z, 2026-11-25T00:00:00Z, false, ",
        "3.0, 2026-11-21T00:00:00Z, 2026-11-22T00:00:00Z, false, OLDER_THAN_LIVE",
        "3.0, 2199-01-01T00:00:00Z, 2026-11-19T00:00:00Z, false, ",
        "3.0, , 2026-11-21T00:00:00Z, false, OLDER_THAN_LIVE",
        "3.0, , 2026-11-19T00:00:00Z, false, ",
        "3.0, 2026-11-21T00:00:00Z, 2026-11-21T00:00:00Z, true, ",
        "2.0, 2026-11-21T00:00:00Z, 2026-11-21T00:00:00Z, false, "
    })
    void wantsNoOlderReleaseUnawares(
            String version,
            @Nullable String builtAt,
            String recordedAt,
            boolean isRollback,
            @Nullable ReasonCode code) {
        GateFacts facts = new GateFacts(
                Rules.NONE,
                "production",
                RELEASE,
                Optional.of(build(version, builtAt, recordedAt)),
                Optional.empty(),
                List.of(),
                List.of(),
                contributors("bob"),
                List.of(),
                false,
                isRollback,
                NOW);
        assertCode(facts, code);
    }

    @Test
    void waitsForTheEndOfAFreeze() {
        GateFacts facts = facts(rules(
                List.of(),
                0,
                false,
                null,
                new Freezes(
                        List.of(new Freeze("Weekend", "Europe/Berlin", List.of(DayOfWeek.FRIDAY), "16:00", "23:59")))));
        assertThat(decide(facts)).isEqualTo(Decision.WAIT);
        assertThat(Gate.reasons(facts).get(0).detail()).contains("Weekend", "2026-11-27 23:59 Europe/Berlin");
    }

    @Test
    void waitsForTheNextWindow() {
        Freeze tuesdays = new Freeze("Tuesdays", "Europe/Berlin", List.of(DayOfWeek.TUESDAY), "09:00", "16:00");
        GateFacts shut = facts(windows(tuesdays));
        assertThat(codes(shut)).containsExactly(ReasonCode.OUTSIDE_WINDOW);
        assertThat(decide(shut)).isEqualTo(Decision.WAIT);
        assertThat(Gate.reasons(shut).get(0).detail())
                .isEqualTo(
                        "No deployment is allowed outside the windows of production. The next one begins at 2026-12-01 09:00 Europe/Berlin: Tuesdays.");
        Freeze fridays = new Freeze("Fridays", "UTC", List.of(DayOfWeek.FRIDAY), "16:00", "18:00");
        assertThat(codes(facts(windows(tuesdays, fridays)))).isEmpty();
        Freeze gone = new Freeze("Launch", "UTC", null, "2026-01-01T00:00", "2026-01-02T00:00");
        assertThat(Gate.reasons(facts(windows(gone))).get(0).detail()).contains("all of them are over");
    }

    @Test
    void givesEveryReasonAtOnce() {
        GateFacts facts = new GateFacts(
                rules(
                        List.of(Kind.TESTS, Kind.SBOM),
                        2,
                        true,
                        null,
                        new Freezes(List.of(new Freeze("Fair", "UTC", null, "2026-11-01T00:00", "2026-12-01T00:00")))),
                "production",
                RELEASE,
                Optional.of(build("3.0", null, "2026-11-25T00:00:00Z")),
                Optional.of(new Archive(OTHER, Optional.empty())),
                List.of(fact(Kind.TESTS, "a", Verdict.FAILED, 0)),
                List.of(
                        yes("bob"),
                        yes("ann", ApproverStatus.NO_ROLE),
                        yes("tom", ApproverStatus.UNKNOWN),
                        vote("eve", false, null, NOW, ApproverStatus.APPROVER)),
                contributors("bob"),
                List.of(),
                false,
                false,
                NOW);
        assertThat(codes(facts))
                .containsExactly(
                        ReasonCode.DIGEST_UNKNOWN,
                        ReasonCode.EVIDENCE_FAILED,
                        ReasonCode.EVIDENCE_MISSING,
                        ReasonCode.OLDER_THAN_LIVE,
                        ReasonCode.APPROVAL_REFUSED,
                        ReasonCode.APPROVAL_MISSING,
                        ReasonCode.FOUR_EYES,
                        ReasonCode.NOT_AN_APPROVER,
                        ReasonCode.APPROVERS_UNKNOWN,
                        ReasonCode.FROZEN);
        assertThat(decide(facts)).isEqualTo(Decision.DENY);
        assertThat(Gate.reasons(facts))
                .allSatisfy(reason -> assertThat(reason.detail()).matches("(?s).+\\. .+\\."));
    }

    @Test
    void wantsOfAConfigurationOnlyWhatIsNotTheReleases() {
        Freezes fair = new Freezes(List.of(new Freeze("Fair", "UTC", null, "2026-11-01T00:00", "2026-12-01T00:00")));
        GateFacts facts = facts(new Rules(
                7,
                List.of(Kind.TESTS),
                1,
                false,
                null,
                fair,
                "staging",
                null,
                Freezes.NONE,
                false,
                true,
                false,
                AttestationKeys.NONE));
        assertThat(codes(facts)).contains(ReasonCode.EVIDENCE_MISSING);
        assertThat(Gate.reasonsOfConfiguration(facts))
                .extracting(Reason::code)
                .containsExactly(ReasonCode.APPROVAL_MISSING, ReasonCode.FROZEN);
    }

    @ParameterizedTest
    @EnumSource
    void decidesByTheGravestReason(ReasonCode code) {
        boolean isWait = Set.of(
                        ReasonCode.APPROVAL_MISSING,
                        ReasonCode.FOUR_EYES,
                        ReasonCode.COMMIT_AUTHOR,
                        ReasonCode.NOT_AN_APPROVER,
                        ReasonCode.APPROVAL_EXPIRED,
                        ReasonCode.APPROVERS_UNKNOWN,
                        ReasonCode.NOT_RUN_BEFORE,
                        ReasonCode.SOAKING,
                        ReasonCode.FAILED_THERE,
                        ReasonCode.DRIFTED_THERE,
                        ReasonCode.FROZEN,
                        ReasonCode.OUTSIDE_WINDOW)
                .contains(code);
        Reason waits = new Reason(ReasonCode.FROZEN, "x");
        assertThat(Gate.decision(List.of(waits, new Reason(code, "x"))))
                .isEqualTo(isWait ? Decision.WAIT : Decision.DENY);
    }

    private static Rules windows(Freeze... windows) {
        return new Rules(
                1,
                List.of(),
                0,
                false,
                null,
                Freezes.NONE,
                null,
                null,
                new Freezes(List.of(windows)),
                false,
                false,
                false,
                AttestationKeys.NONE);
    }

    private static void assertCode(GateFacts facts, @Nullable ReasonCode code) {
        assertThat(codes(facts)).isEqualTo(code == null ? List.of() : List.of(code));
    }

    private static GateFacts with(GateFacts facts, List<EvidenceFact> evidence) {
        return new GateFacts(
                facts.rules(),
                "production",
                RELEASE,
                Optional.empty(),
                Optional.empty(),
                evidence,
                List.of(),
                contributors("bob"),
                List.of(),
                false,
                false,
                NOW);
    }

    private static GateFacts archive(Archive archive) {
        return new GateFacts(
                Rules.NONE,
                "production",
                RELEASE,
                Optional.empty(),
                Optional.of(archive),
                List.of(),
                List.of(),
                contributors("bob"),
                List.of(),
                false,
                false,
                NOW);
    }
}
