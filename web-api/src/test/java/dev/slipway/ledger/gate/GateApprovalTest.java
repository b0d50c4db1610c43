package dev.slipway.ledger.gate;

import static dev.slipway.ledger.gate.GateScene.NONE;
import static dev.slipway.ledger.gate.GateScene.NOW;
import static dev.slipway.ledger.gate.GateScene.codes;
import static dev.slipway.ledger.gate.GateScene.contributors;
import static dev.slipway.ledger.gate.GateScene.decide;
import static dev.slipway.ledger.gate.GateScene.facts;
import static dev.slipway.ledger.gate.GateScene.rules;
import static dev.slipway.ledger.gate.GateScene.vote;
import static dev.slipway.ledger.gate.GateScene.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.ledger.gate.GateFacts.Vote;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.IgnoredApproval;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.identity.job.Trigger;
import dev.slipway.ledger.people.approver.ApproverStatus;
import dev.slipway.ledger.policy.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose verdict counts, and how many of them the gate wants. */
class GateApprovalTest {
    @Test
    void waitsForApprovals() {
        Rules two = rules(List.of(), 2, false, null, NONE);
        assertThat(codes(voted(two, "bob"))).containsExactly(ReasonCode.APPROVAL_MISSING);
        assertThat(decide(voted(two, "bob", yes("ann")))).isEqualTo(Decision.WAIT);
        assertThat(decide(voted(two, "bob", yes("ann"), yes("bob")))).isEqualTo(Decision.ALLOW);
    }

    @Test
    void countsNoApprovalOfTheOneWhoAsksWhereFourEyesAreWanted() {
        Rules four = rules(List.of(), 1, true, null, NONE);
        assertThat(codes(voted(four, "bob", yes("bob"))))
                .containsExactly(ReasonCode.APPROVAL_MISSING, ReasonCode.FOUR_EYES);
        assertThat(decide(voted(four, "bob", yes("bob")))).isEqualTo(Decision.WAIT);
        assertThat(decide(voted(four, "bob", yes("bob"), yes("ann")))).isEqualTo(Decision.ALLOW);
        assertThat(decide(voted(four, "ann", yes("bob")))).isEqualTo(Decision.ALLOW);
    }

    @Test
    void deniesWhatAnApproverRefuses() {
        Rules one = rules(List.of(), 1, true, null, NONE);
        Vote no = vote("eve", false, "Not today", NOW, ApproverStatus.APPROVER);
        assertThat(decide(voted(one, "bob", yes("ann"), no))).isEqualTo(Decision.DENY);
        assertThat(Gate.reasons(voted(Rules.NONE, "bob", no)).get(0).detail()).contains("eve", "Not today");
        // Also the one's who asks.
        assertThat(codes(voted(one, "eve", yes("ann"), no))).containsExactly(ReasonCode.APPROVAL_REFUSED);
    }

    @Test
    void listsTheVerdictsThatDoNotCount() {
        Rules one = rules(List.of(), 1, false, null, NONE);
        Vote no = vote("eve", false, "Not today", NOW, ApproverStatus.DISABLED);
        GateFacts facts = voted(one, "bob", yes("ann"), no, yes("tom", ApproverStatus.NO_ROLE));
        assertThat(decide(facts)).isEqualTo(Decision.ALLOW);
        assertThat(Gate.ignored(facts))
                .extracting(IgnoredApproval::approvalId, IgnoredApproval::code)
                .containsExactly(
                        tuple(no.id(), ReasonCode.NOT_AN_APPROVER),
                        tuple(facts.votes().get(2).id(), ReasonCode.NOT_AN_APPROVER));
    }

    /** By a line in a worker's log, which the service's own code can write. */
    @Test
    void followsNoDeploymentThatNobodyAskedForWhereFourEyesAreWanted() {
        GateFacts unknown =
                requestedBy(rules(List.of(), 1, true, null, NONE), Requester.unknown("staging"), yes("ann"));
        assertThat(codes(unknown)).containsExactly(ReasonCode.NO_PERSON);
        assertThat(Gate.reasons(unknown).get(0).detail()).contains("in staging");
        assertThat(decide(
                        requestedBy(rules(List.of(), 1, false, null, NONE), Requester.unknown("staging"), yes("ann"))))
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void takesNoBotForAPersonWhereFourEyesAreWanted() {
        Rules four = rules(List.of(), 1, true, null, NONE);
        Rules two = rules(List.of(), 1, false, null, NONE);
        GateFacts bot = triggered(four, "project_20_bot_1f", yes("ann"));
        assertThat(codes(bot)).containsExactly(ReasonCode.NO_PERSON);
        assertThat(decide(bot)).isEqualTo(Decision.DENY);
        assertThat(decide(triggered(two, "project_20_bot_1f", yes("ann")))).isEqualTo(Decision.ALLOW);
        assertThat(decide(triggered(four, "jane", yes("ann")))).isEqualTo(Decision.ALLOW);
        assertThat(codes(triggered(four, "jane", yes("jane"))))
                .containsExactly(ReasonCode.APPROVAL_MISSING, ReasonCode.FOUR_EYES);
    }

    /** Teams whose CI gives no such tokens have four eyes, too. */
    @Test
    void warnsApproversWhereNobodyKnowsWhoRanThePipelineAndFourEyesAreWanted() {
        Rules four = rules(List.of(), 1, true, null, NONE);
        Requester pipeline = Requester.account("service-account-pipeline-shop");
        assertThat(missing(requestedBy(four, pipeline)))
                .isEqualTo("0 of 1 approval given. Who ran the pipeline is not known: that person must not approve it."
                        + " Ask an approver to approve 2.0 for production.");
        assertThat(decide(requestedBy(four, pipeline, yes("ann")))).isEqualTo(Decision.ALLOW);
        String plain = "0 of 1 approval given. Ask an approver to approve 2.0 for production.";
        assertThat(missing(requestedBy(rules(List.of(), 1, false, null, NONE), pipeline)))
                .isEqualTo(plain);
        assertThat(missing(requestedBy(four, Requester.account("bob")))).isEqualTo(plain);
        assertThat(missing(triggered(four, "jane"))).isEqualTo(plain);
    }

    private static String missing(GateFacts facts) {
        return Gate.reasons(facts).get(0).detail();
    }

    private static GateFacts triggered(Rules rules, String login, Vote... votes) {
        return requestedBy(
                rules,
                new Requester(
                        "service-account-pipeline", new Trigger(login, null, "https://gitlab.example.org#7"), null),
                votes);
    }

    private static GateFacts requestedBy(Rules rules, Requester requester, Vote... votes) {
        return facts(rules, new Contributors(List.of(requester), List.of()), List.of(votes), List.of());
    }

    private static GateFacts voted(Rules rules, String actor, Vote... votes) {
        return facts(rules, contributors(actor), List.of(votes), List.of());
    }
}
