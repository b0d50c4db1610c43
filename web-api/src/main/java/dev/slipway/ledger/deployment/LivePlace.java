package dev.slipway.ledger.deployment;

import org.jspecify.annotations.Nullable;

/**
 * A place in the list of what is live, which is ordered by the names of service and environment: however often something
 * is deployed while the list is read, nothing is left out.
 *
 * @param service the service
 * @param environment the environment
 */
record LivePlace(String service, String environment) {
    /** What a place looks like to a client, which is not to look any closer. */
    static final String FORM = "^[a-z][a-z0-9-]{0,62}\\.[a-z][a-z0-9-]{0,62}$";

    /** Reads a place of this {@linkplain #FORM form}; null for null, the start of the list. */
    static @Nullable LivePlace parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int dot = text.indexOf('.');
        return new LivePlace(text.substring(0, dot), text.substring(dot + 1));
    }

    static LivePlace of(Deployment deployment) {
        return new LivePlace(
                deployment.service().name(), deployment.environment().name());
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return service + "." + environment;
    }
}
