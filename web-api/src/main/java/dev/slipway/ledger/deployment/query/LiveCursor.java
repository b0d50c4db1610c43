package dev.slipway.ledger.deployment.query;

import dev.slipway.ledger.deployment.DeploymentResponse;
import org.jspecify.annotations.Nullable;

/**
 * A cursor into the list of what is live, ordered by the names of service and environment, so that deployments made
 * while the list is read make no page skip a row.
 */
record LiveCursor(String service, String environment) {
    /** The form of a cursor; opaque to clients. */
    static final String FORM = "^[a-z][a-z0-9-]{0,62}\\.[a-z][a-z0-9-]{0,62}$";

    /** Parses a cursor of this {@linkplain #FORM form}; null for null, the start of the list. */
    static @Nullable LiveCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        return new LiveCursor(text.substring(0, dot), text.substring(dot + 1));
    }

    static LiveCursor of(DeploymentResponse deployment) {
        return new LiveCursor(deployment.service(), deployment.environment());
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return service + "." + environment;
    }
}
