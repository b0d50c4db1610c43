package dev.slipway.ledger.policy;

import dev.slipway.ledger.evidence.format.Kind;
import java.util.List;

/**
 * What an environment asks of a release.
 *
 * @param version the version of the policy that says so; 0 where there never was one
 * @param requiredEvidence kinds of evidence that a release must have
 * @param approvals how many approvers must have approved
 * @param isFourEyes whether the one who asks for the deployment counts as no approver
 * @param freezes times at which nothing is let in
 */
public record Rules(int version, List<Kind> requiredEvidence, int approvals, boolean isFourEyes, Freezes freezes) {
    /** Where nobody ever asked for anything. */
    public static final Rules NONE = new Rules(0, List.of(), 0, false, new Freezes(List.of()));

    /** Keeps a copy, so that rules stay what they were. */
    public Rules {
        requiredEvidence = List.copyOf(requiredEvidence);
    }
}
