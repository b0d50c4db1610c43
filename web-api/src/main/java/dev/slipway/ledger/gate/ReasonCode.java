package dev.slipway.ledger.gate;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a release may not enter an environment. */
@Schema(
        enumeration = {
            "evidence-missing",
            "evidence-failed",
            "evidence-unsigned",
            "digest-unknown",
            "digest-mismatch",
            "approval-missing",
            "approval-refused",
            "four-eyes",
            "commit-author",
            "no-person",
            "not-an-approver",
            "approval-expired",
            "approvers-unknown",
            "not-run-before",
            "soaking",
            "failed-there",
            "drifted-there",
            "frozen",
            "outside-window",
            "older-than-live",
            "withdrawn",
            "unknown"
        })
public enum ReasonCode {
    /** Evidence that the policy asks for is not there. */
    EVIDENCE_MISSING,
    /** Evidence that the policy asks for speaks against the release. */
    EVIDENCE_FAILED,
    /** Evidence that the policy asks for is not signed by one of its keys. */
    EVIDENCE_UNSIGNED,
    /** The archive is that of no release of the service. */
    DIGEST_UNKNOWN,
    /** The archive is that of another release of the service. */
    DIGEST_MISMATCH,
    /** Too few approvers have approved. */
    APPROVAL_MISSING,
    /** An approver has refused. */
    APPROVAL_REFUSED,
    /** An approval does not count, for it is of one who asks. */
    FOUR_EYES,
    /** An approval does not count, for it is of one who wrote what would be deployed. */
    COMMIT_AUTHOR,
    /** Four eyes are asked for, and no person ran the pipeline that asks. */
    NO_PERSON,
    /** What somebody said does not count, for they are no approver any more. */
    NOT_AN_APPROVER,
    /** An approval does not count, for it is older than the policy lets one be. */
    APPROVAL_EXPIRED,
    /** An approval does not count, for Keycloak does not say whether it is still an approver's. */
    APPROVERS_UNKNOWN,
    /** The release has not run in the environment before. */
    NOT_RUN_BEFORE,
    /** The release has not run there for long enough. */
    SOAKING,
    /** It has, but for a deployment that failed, was rolled back or needed intervention there. */
    FAILED_THERE,
    /** It has, but for drift there. */
    DRIFTED_THERE,
    /** Nothing is let in at this time. */
    FROZEN,
    /** Something is let in only at other times. */
    OUTSIDE_WINDOW,
    /** What runs is newer, and nobody speaks of a rollback. */
    OLDER_THAN_LIVE,
    /** The one who asked, or another deployer, took the request back; never said by the gate itself. */
    WITHDRAWN,
    /** What only a later release knows; never said by the gate itself. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name that clients use. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
