package dev.slipway.ledger.policy;

import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.policy.freeze.Freezes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of an environment for a release.
 *
 * @param version the policy's version; 0 if there never was one
 * @param requiredEvidence kinds of evidence that a release must have
 * @param approvals the required number of approvers
 * @param isFourEyes whether the requester of the deployment cannot count as an approver
 * @param approvalsHold how long an approval is valid, in the form {@link #HOLD}; null for as long as its approver has
 *     the role
 * @param freezes times at which no deployment is allowed
 * @param promotesFrom the environment in which the release must have run before; null for none
 * @param soak how long it must have run there without trouble, in the form {@link #HOLD}; null if it need only have
 *     been deployed there
 * @param windows times outside of which no deployment is allowed; empty for no restriction
 * @param isPromotedAutomatically whether a release that runs in that environment is requested here as soon as the gate
 *     allows it
 * @param isConfigurationGated whether a change of configuration needs the gate's permission, too
 * @param isRollbackRehearsed whether the rollback is rehearsed before a deployment of a service with a database
 * @param attestationKeys the keys, one of which must have signed an attestation for it to count; empty if it need not
 *     be signed
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

    /**
     * How long a release must have run without trouble in the environment before; empty if it need only have been
     * there.
     */
    public Optional<Duration> soakTime() {
        return Optional.ofNullable(soak).map(Duration::parse);
    }

    /** Until when an approval of this time is valid; empty if it does not expire by time. */
    public Optional<Instant> holdsUntil(Instant approvedAt) {
        return Optional.ofNullable(approvalsHold).map(hold -> approvedAt.plus(Duration.parse(hold)));
    }
}
