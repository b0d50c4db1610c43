package dev.slipway.ledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.gate.GateFacts.Vote;
import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.people.approver.ApproverStatus;
import dev.slipway.ledger.policy.AttestationKeys;
import dev.slipway.ledger.policy.Rules;
import dev.slipway.ledger.policy.freeze.Freezes;
import dev.slipway.ledger.release.CommitAuthor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bob asks for a deployment of what Ann has committed to; it is 17:00. */
class VoteRuleTest {
    private static final Instant NOW = Instant.parse("2026-11-27T17:00:00Z");
    private static final Contributors CONTRIBUTORS = new Contributors(
            List.of(Requester.account("bob")),
            List.of(new CommitAuthor("Ann Archer", "Ann@example.org", "1a2b3c4d5e6f", null, "1.0")));

    @ParameterizedTest
    @CsvSource({"bob, FOUR_EYES", "ann, COMMIT_AUTHOR", "service-account-releases, FOUR_EYES", "eve, "})
    void countsNoApprovalOfAContributorWhereFourEyesAreWanted(String who, @Nullable ReasonCode code) {
        Vote vote = vote(who, true, NOW, ApproverStatus.APPROVER);
        assertThat(code(rule(true, null), vote)).isEqualTo(Optional.ofNullable(code));
        assertThat(code(rule(false, null), vote)).isEmpty();
    }

    @Test
    void saysWhatAnAuthorWrote() {
        assertThat(rule(true, null).objection(vote("ann", true, NOW, ApproverStatus.APPROVER), NOW))
                .contains(new Reason(
                        ReasonCode.COMMIT_AUTHOR,
                        "The approval of ann does not count: ann wrote commit 1a2b3c4. Somebody else has to approve."));
    }

    @Test
    void countsTheRefusalOfAMachine() {
        assertThat(code(rule(true, null), vote("service-account-releases", false, NOW, ApproverStatus.APPROVER)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NO_ROLE, NOT_AN_APPROVER, no longer has the role approver",
        "DISABLED, NOT_AN_APPROVER, is disabled",
        "NO_ACCOUNT, NOT_AN_APPROVER, no longer has an account",
        "NEW_ACCOUNT, NOT_AN_APPROVER, has had a new account since",
        "UNKNOWN, APPROVERS_UNKNOWN, Keycloak does not answer"
    })
    void countsNoApprovalOfWhoIsNotKnownToBeAnApprover(ApproverStatus status, ReasonCode code, String why) {
        assertThat(rule(false, null).objection(vote("eve", true, NOW, status), NOW))
                .hasValueSatisfying(reason -> {
                    assertThat(reason.code()).isEqualTo(code);
                    assertThat(reason.detail()).contains("eve", why);
                });
    }

    /** Nobody could lift it. When it is not known, it stays. */
    @ParameterizedTest
    @CsvSource({
        "APPROVER, true",
        "NO_ROLE, false",
        "DISABLED, false",
        "NO_ACCOUNT, false",
        "NEW_ACCOUNT, false",
        "UNKNOWN, true"
    })
    void dropsTheRefusalOfWhoIsNoApproverAnyMore(ApproverStatus status, boolean counts) {
        assertThat(code(rule(true, null), vote("bob", false, NOW, status)))
                .isEqualTo(counts ? Optional.empty() : Optional.of(ReasonCode.NOT_AN_APPROVER));
    }

    @ParameterizedTest
    @CsvSource({
        // how long approvals hold, when this one was given, whether it counts
        ", 2020-01-01T00:00:00Z, true",
        "P3D, 2026-11-24T17:00:01Z, true",
        "P3D, 2026-11-24T17:00:00Z, false",
        "PT72H, 2026-11-24T17:00:00Z, false",
        "P1DT12H30M, 2026-11-26T04:30:01Z, true",
        "P1DT12H30M, 2026-11-26T04:30:00Z, false"
    })
    void countsAnApprovalForAsLongAsThePolicySays(@Nullable String hold, Instant at, boolean counts) {
        assertThat(code(rule(false, hold), vote("eve", true, at, ApproverStatus.APPROVER)))
                .isEqualTo(counts ? Optional.empty() : Optional.of(ReasonCode.APPROVAL_EXPIRED));
    }

    /** Whoever has the name now may give another one; whoever lost the role may not. */
    @ParameterizedTest
    @CsvSource({"NEW_ACCOUNT, APPROVAL_EXPIRED", "NO_ROLE, NOT_AN_APPROVER"})
    void asksForANewApprovalWhereAnotherAccountsHasExpired(ApproverStatus status, ReasonCode expected) {
        Vote old = vote("eve", true, Instant.parse("2026-11-23T10:14:00Z"), status);
        assertThat(code(rule(false, "P3D"), old)).contains(expected);
    }

    @Test
    void saysUntilWhenAnApprovalHeld() {
        Vote old = vote("eve", true, Instant.parse("2026-11-23T10:14:00Z"), ApproverStatus.APPROVER);
        assertThat(rule(false, "P3D").objection(old, NOW).map(Reason::detail))
                .contains(
                        "The approval of eve, of 2026-11-23 10:14 UTC, expired at 2026-11-26 10:14 UTC. Ask for a new one.");
    }

    /** They can give another one. A contributor cannot, and a refusal that is dropped keeps nobody from approving. */
    @Test
    void saysWhoseApprovalNoLongerCounts() {
        Vote old = vote("eve", true, Instant.parse("2026-11-23T10:14:00Z"), ApproverStatus.APPROVER);
        assertThat(approver(rule(false, "P3D"), old)).contains("eve");
        Vote lost = vote("eve", true, NOW, ApproverStatus.NO_ROLE);
        assertThat(approver(rule(false, null), lost)).contains("eve");
        Vote refusal = vote("eve", false, NOW, ApproverStatus.NO_ROLE);
        assertThat(approver(rule(false, null), refusal)).isEmpty();
        Vote own = vote("bob", true, NOW, ApproverStatus.APPROVER);
        assertThat(approver(rule(true, null), own)).isEmpty();
    }

    /** A refusal stands until whoever said it says otherwise. */
    @Test
    void countsARefusalHoweverOldItIs() {
        Vote old = vote("eve", false, Instant.parse("2020-01-01T00:00:00Z"), ApproverStatus.APPROVER);
        assertThat(code(rule(false, "P3D"), old)).isEmpty();
    }

    private static Optional<ReasonCode> code(VoteRule rule, Vote vote) {
        return rule.objection(vote, NOW).map(Reason::code);
    }

    private static Optional<String> approver(VoteRule rule, Vote vote) {
        return rule.objection(vote, NOW).flatMap(reason -> Optional.ofNullable(reason.approver()));
    }

    private static VoteRule rule(boolean isFourEyes, @Nullable String hold) {
        Rules rules = new Rules(
                1,
                List.of(),
                1,
                isFourEyes,
                hold,
                Freezes.NONE,
                null,
                null,
                Freezes.NONE,
                false,
                false,
                false,
                AttestationKeys.NONE);
        return new VoteRule(rules, CONTRIBUTORS);
    }

    private static Vote vote(String approver, boolean isApproval, Instant at, ApproverStatus status) {
        return new Vote(
                new UUID(0, 1),
                approver,
                isApproval,
                Optional.empty(),
                at,
                status,
                Optional.of(approver + "@example.org"));
    }
}
