package dev.slipway.ledger.policy;

import dev.slipway.ledger.evidence.format.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of an environment for a release.
 *
 * @param version the version of the policy that says so; 0 where there never was one
 * @param requiredEvidence kinds of evidence that a release must have
 * @param approvals how many approvers must have approved
 * @param isFourEyes whether the one who asks for the deployment counts as no approver
 * @param approvalsHold how long an approval holds, in the form {@link #HOLD}; null for as long as its approver is one
 * @param freezes times at which nothing is let in
 * @param promotesFrom the environment in which the release must have run before; null for none
 * @param soak how long it must have run there without trouble, in the form {@link #HOLD}; null where it need only have been
 *     deployed there
 * @param windows times outside of which nothing is let in; none for at any time
 * @param isPromotedAutomatically whether what runs in that environment is asked for here as soon as the gate allows it
 * @param isConfigurationGated whether a change of configuration asks the gate, too
 * @param isRollbackRehearsed whether the rollback is rehearsed before a deployment of a service with a database
 * @param attestationKeys by which of these keys an attestation must be signed to count; none where it need not be
 */
public record Rules(
        int version,
        List<Kind> requiredEvidence,
        int approvals,
        boolean isFourEyes,
        @Nullable String approvalsHold,
        Freezes freezes,
        @Nullable String promotesFrom,
        @Nullable String soak,
        Freezes windows,
        boolean isPromotedAutomatically,
        boolean isConfigurationGated,
        boolean isRollbackRehearsed,
        AttestationKeys attestationKeys) {
    /** The rules of an environment without a policy. */
    public static final Rules NONE = new Rules(
            0,
            List.of(),
            0,
            false,
            null,
            Freezes.NONE,
            null,
            null,
            Freezes.NONE,
            false,
            false,
            false,
            AttestationKeys.NONE);

    /** How long something can take or hold: days, hours and minutes of ISO 8601, each up to 999. */
    static final String HOLD = "^P(?=.)([1-9][0-9]{0,2}D)?(T(?=.)([1-9][0-9]{0,2}H)?([1-9][0-9]{0,2}M)?)?$";

    /** Explains {@link #HOLD}. */
    static final String HOLD_RULE = "must be an ISO 8601 duration in days, hours and minutes, such as P3D or PT12H";

    public Rules {
        requiredEvidence = List.copyOf(requiredEvidence);
    }

    /** The same for what runs in this environment only, and so can have run in no other before. */
    public Rules withoutPromotion() {
        return new Rules(
                version,
                requiredEvidence,
                approvals,
                isFourEyes,
                approvalsHold,
                freezes,
                null,
                null,
                windows,
                false,
                isConfigurationGated,
                isRollbackRehearsed,
                attestationKeys);
    }

    /** How long a release must have run without trouble in the environment before; empty where it need only have been there. */
    public Optional<Duration> soakTime() {
        return Optional.ofNullable(soak).map(Duration::parse);
    }

    /** Until when an approval of this time holds; empty where time does not end it. */
    public Optional<Instant> holdsUntil(Instant approvedAt) {
        return Optional.ofNullable(approvalsHold).map(hold -> approvedAt.plus(Duration.parse(hold)));
    }
}
