package dev.slipway.ledger.platform.problem;

import dev.slipway.ledger.platform.text.Lowercase;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every kind of problem that the ledger reports, each explained under its slug at {@code /docs/problems}.
 *
 * <p>A constant's name is its slug, so renaming one breaks clients.
 */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not valid"),
    MALFORMED_JSON(400, "The body is not well-formed JSON"),
    MALFORMED_EVIDENCE(400, "The evidence cannot be read"),
    INVALID_DEFINITION(400, "The service's definition is not valid"),
    UNAUTHENTICATED(401, "Sign-in is required"),
    FORBIDDEN(403, "Not allowed"),
    SIGN_IN_FAILED(403, "Sign-in failed"),
    CROSS_SITE_REQUEST(403, "The request came from another site"),
    JOB_TOKEN_REFUSED(403, "The pipeline job's token is refused"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "No acceptable media type"),
    SERVICE_EXISTS(409, "The service already exists", "uq_service_name", "name"),
    ENVIRONMENT_EXISTS(409, "The environment already exists", "uq_environment_name", "name"),
    RELEASE_EXISTS(409, "The release is already recorded", "uq_release_service_id_version", "version"),
    EVIDENCE_EXISTS(409, "The file is already attached", "uq_evidence_release_id_digest"),
    NOTIFICATION_CHANNEL_EXISTS(409, "The channel already exists", "uq_notification_channel_name", "name"),
    TOO_MUCH_EVIDENCE(409, "The release has the maximum number of files"),
    REQUEST_EXISTS(
            409, "An open request already exists", "uq_deployment_request_release_id_environment_id_kind", "version"),
    NOTHING_TO_PROMOTE(409, "There is nothing to promote"),
    REQUEST_CLOSED(409, "The request is closed"),
    FOUR_EYES(409, "Nobody approves their own work"),
    PERSON_EXISTS(409, "The person already exists"),
    PERSON_PROTECTED(409, "The account can only be changed in Keycloak"),
    SECOND_FACTOR_MISSING(409, "An admin needs a second factor"),
    LAST_ADMIN(409, "There would be no admin left"),
    FREEZE_EXISTS(409, "A weekly freeze has that name"),
    DRIFT_CLEARED(409, "The drift is already cleared"),
    SYNC_EXISTS(409, "A sync is already open", "uq_sync_environment_id", "environment"),
    SYNC_STATE(409, "The sync's state does not allow that"),
    NO_WORKERS(409, "The service has no workers there"),
    RESTART_EXISTS(409, "A restart is already open", "uq_restart_group_id", "environment"),
    RESTART_STATE(409, "The restart's state does not allow that"),
    CONFIGURATION_CHANGED(
            409,
            "The configuration was changed meanwhile",
            "uq_service_configuration_service_id_environment_id_version",
            "baseVersion"),
    DATA_IN_USE(409, "The service is not removed, so its data are in use"),
    DATA_BEING_DROPPED(409, "The service's data are still being dropped"),
    DECISION_NOT_LINKED(409, "The decision is not in the audit chain yet"),
    DECISION_CHANGED(409, "The decision is not what was linked"),
    SERVER_GROUP_STATE(409, "The report does not match the desired state"),
    PRECONDITION_FAILED(412, "Modified since you read it", "uq_policy_environment_id_version"),
    CONTENT_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    UNKNOWN_REFERENCE(422, "The request refers to something unknown"),
    DIGEST_DIFFERS(422, "The archive does not match its digest"),
    ARCHIVE_MISSING(422, "The release's archive is not stored"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
    REPAIR_REFUSED(422, "The deployment cannot repair that one"),
    QUERY_TOO_BROAD(422, "The query would take too long"),
    ENVIRONMENT_LOCKED(423, "The environment is locked"),
    PRECONDITION_REQUIRED(428, "The request needs an If-Match header"),
    TOO_MANY_CONNECTIONS(429, "You hold too many connections open"),
    INTERNAL_ERROR(500, "Something went wrong in the ledger"),
    DATABASE_UNAVAILABLE(503, "The ledger's database does not answer"),
    DISK_FULL(503, "The line's disk is full"),
    LEDGER_STOPPING(503, "The ledger is being undeployed on this worker"),
    TOO_MANY_STREAMS(503, "Too many connections are held open"),
    ARCHIVES_OFF(503, "The ledger cannot store archives"),
    TOO_BUSY(503, "The ledger is overloaded"),
    SIGN_IN_SERVICE_UNAVAILABLE(503, "Keycloak does not answer"),
    GITLAB_UNAVAILABLE(503, "GitLab does not answer");

    private final int status;
    private final String title;
    private final String constraint;
    private final String field;

    ProblemType(int status, String title) {
        this(status, title, "");
    }

    ProblemType(int status, String title, String constraint) {
        this(status, title, constraint, "");
    }

    ProblemType(int status, String title, String constraint, String field) {
        this.status = status;
        this.title = title;
        this.constraint = constraint;
        this.field = field;
    }

    /** The problem for a violated database constraint, which decides races that a check beforehand cannot. */
    public static Optional<ProblemType> ofConstraint(String constraint) {
        return Arrays.stream(values())
                .filter(type -> !type.constraint.isEmpty() && type.constraint.equals(constraint))
                .findFirst();
    }

    /** The general problem behind a bare HTTP status, or what its class of status means. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            // The container's answer to PATCH where there are only files.
            case 405, 501 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> CONTENT_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
        };
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** Its name in URLs, and its anchor in the documentation. */
    public String slug() {
        return Lowercase.of(this);
    }

    /** This problem, for a lost race that the database decided. */
    Problem lost() {
        String detail = "It already exists; it may have been created just now.";
        return field.isEmpty() ? detailed(detail) : detailed(detail, new Violation(field, "is taken"));
    }

    /** This problem, as the API's description shows it. */
    public Problem example() {
        return field.isEmpty() ? detailed(title + ".") : lost();
    }

    /** This problem, with what was wrong this time. */
    public Problem detailed(String detail, Violation... errors) {
        return new Problem(URI.create("/docs/problems#" + slug()), title, status, detail, null, List.of(errors));
    }
}
