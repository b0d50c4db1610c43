package dev.slipway.ledger.gate.answer;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a release may not enter an environment. */
@Schema
public enum ReasonCode {
    /** Evidence required by the policy is missing. */
    EVIDENCE_MISSING,
    /** Evidence required by the policy failed. */
    EVIDENCE_FAILED,
    /** Evidence required by the policy is not signed by one of its keys. */
    EVIDENCE_UNSIGNED,
    /** The archive belongs to no release of the service. */
    DIGEST_UNKNOWN,
    /** The archive belongs to another release of the service. */
    DIGEST_MISMATCH,
    /** Too few approvers have approved. */
    APPROVAL_MISSING,
    /** An approver has refused. */
    APPROVAL_REFUSED,
    /**
     * An approval does not count because the approver requested the deployment, recorded a release that comes with it,
     * or is not a person.
     */
    FOUR_EYES,
    /** An approval does not count because the approver wrote one of the commits. */
    COMMIT_AUTHOR,
    /** The policy requires four eyes, but the pipeline was not run by a person, or the requester is unknown. */
    NO_PERSON,
    /** A verdict does not count because its author is no longer an approver. */
    NOT_AN_APPROVER,
    /** An approval does not count because it is older than the policy allows. */
    APPROVAL_EXPIRED,
    /** An approval does not count because Keycloak does not confirm that its author is still an approver. */
    APPROVERS_UNKNOWN,
    /** The release has not run in the previous environment. */
    NOT_RUN_BEFORE,
    /** The release has not run in the previous environment for long enough. */
    SOAKING,
    /** It would have, but a deployment there failed, was rolled back or needed intervention. */
    FAILED_THERE,
    /** It has, but for drift there. */
    DRIFTED_THERE,
    /** Nothing is let in at this time. */
    FROZEN,
    /** Deployments are allowed only at other times. */
    OUTSIDE_WINDOW,
    /** The live release is newer, and the request is no rollback. */
    OLDER_THAN_LIVE,
    /** The requester or another deployer withdrew the request; never returned by the gate itself. */
    WITHDRAWN,
    /** A value written by a newer release; never returned by the gate itself. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name that clients use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }
}
