package dev.slipway.ledger.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A change in the ledger; fired as a CDI event within the changing transaction. Pages are notified if that transaction
 * commits.
 *
 * @param kind what changed
 * @param id its identity, if it has one; of a step, the request's
 * @param service the name of the service that it concerns, if it concerns one
 * @param environment the name of the environment that it concerns, if it concerns one
 */
@Schema(description = "Something in the ledger changed.")
public record Changed(
        @Schema(examples = "deployment") Kind kind,

        @Schema(examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a") @Nullable
        UUID id,

        @Schema(examples = "web-shop") @Nullable String service,
        @Schema(examples = "production") @Nullable String environment) {

    /** A change of something that concerns a service in whichever environment. */
    public static Changed ofService(Kind kind, UUID id, String service) {
        return new Changed(kind, id, service, null);
    }

    /** A change of something that concerns an environment, whichever the services. */
    public static Changed ofEnvironment(Kind kind, UUID id, String environment) {
        return new Changed(kind, id, null, environment);
    }

    /** Some changes of this kind, anywhere. */
    public static Changed all(Kind kind) {
        return new Changed(kind, null, null, null);
    }

    /** The same in one environment. */
    public static Changed all(Kind kind, String environment) {
        return new Changed(kind, null, null, environment);
    }

    /** Whether it is a change of this item. */
    public boolean concerns(Kind what, UUID which) {
        return kind == what && which.equals(id);
    }

    /** The kinds of changes. */
    @Schema
    public enum Kind {
        SERVICE,
        DEFINITION,
        GROUP,
        ENVIRONMENT,
        RELEASE,
        EVIDENCE,
        POLICY,
        APPROVAL,
        REQUEST,
        STEP,
        LOCK,
        SYNC,
        RESTART,
        FIGURES,
        THREADS,
        CONFIGURATION,
        DEPLOYMENT,
        RECOVERY,
        DRIFT,
        WORKER,
        CERTIFICATE,
        ALERT;

        /** The name that clients use. */
        @JsonValue
        @Override
        public String toString() {
            return Lowercase.of(this);
        }
    }
}
