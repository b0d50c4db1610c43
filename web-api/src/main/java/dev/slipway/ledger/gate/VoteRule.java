package dev.slipway.ledger.gate;

import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import dev.slipway.ledger.people.approver.ApproverStatus;
import dev.slipway.ledger.policy.Rules;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides which verdicts count: those of approvers, for as long as the policy says, and with four eyes only of
 * non-contributors.
 *
 * @param rules the environment's policy
 * @param contributors everybody who contributed to the deployment
 */
record VoteRule(Rules rules, Contributors contributors) {

    /** Why a verdict does not count; empty if it does. A refusal counts until it is known not to be an approver's. */
    Optional<Reason> objection(GateFacts.Vote vote, Instant now) {
        Optional<Reason> expired = vote.isApproval() ? expired(vote, now) : Optional.empty();
        // The owner of the new account must decide anew in either case.
        if (vote.status() == ApproverStatus.NEW_ACCOUNT && expired.isPresent()) {
            return expired;
        }
        if (vote.status().isLost()) {
            return Optional.of(lost(vote));
        }
        if (!vote.isApproval()) {
            return Optional.empty();
        }
        String who = vote.approver();
        if (vote.status() == ApproverStatus.UNKNOWN) {
            return Optional.of(Reason.of(
                    ReasonCode.APPROVERS_UNKNOWN,
                    "Keycloak does not answer, so it is unknown whether %s may still approve. The gate retries automatically.",
                    who));
        }
        if (expired.isPresent() || !rules.isFourEyes()) {
            return expired;
        }
        return contributors
                .contribution(who, vote.email())
                .map(contribution -> Reason.of(
                        contribution.code(),
                        "The approval of %1$s does not count: %1$s %2$s. Somebody else has to approve.",
                        who,
                        contribution.description()));
    }

    private Optional<Reason> expired(GateFacts.Vote approval, Instant now) {
        return rules.holdsUntil(approval.at())
                .filter(until -> !now.isBefore(until))
                .map(until -> Reason.of(
                        ReasonCode.APPROVAL_EXPIRED,
                        "The approval of %s, of %s, expired at %s. Ask for a new one.",
                        approval.approver(),
                        ReasonTime.of(approval.at()),
                        ReasonTime.of(until)))
                .map(reason -> reason.withApprover(approval.approver()));
    }

    private static Reason lost(GateFacts.Vote vote) {
        Reason reason = Reason.of(
                ReasonCode.NOT_AN_APPROVER,
                "The %1$s of %2$s does not count: %2$s %3$s. Ask another approver.",
                vote.isApproval() ? "approval" : "refusal",
                vote.approver(),
                switch (vote.status()) {
                    case DISABLED -> "is disabled";
                    case NO_ACCOUNT -> "no longer has an account";
                    case NEW_ACCOUNT -> "has had a new account since";
                    default -> "no longer has the role approver";
                });
        return vote.isApproval() ? reason.withApprover(vote.approver()) : reason;
    }
}
