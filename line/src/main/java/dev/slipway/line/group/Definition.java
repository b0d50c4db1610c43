package dev.slipway.line.group;

import org.jspecify.annotations.Nullable;

/**
 * The part of a service's definition that concerns a group's workers.
 *
 * @param title the service's display name; null if it has none
 * @param workers the number of workers, 1 to 8
 * @param memory each worker's maximum heap, in the format of {@code -Xmx}: {@code 768m}
 * @param metaspace each worker's maximum metaspace, in the same format
 * @param contextRoot the archive's context root; {@code /} has the whole host
 * @param probe the path of the health check
 * @param database its database; null for none
 * @param login its sign-in; null for none
 * @param mail its mail session; null for none
 * @param messaging its message broker; null for none
 * @param isMailOff whether mail that the application sends reaches nobody
 */
public record Definition(
        @Nullable String title,
        int workers,
        String memory,
        String metaspace,
        String contextRoot,
        String probe,
        @Nullable Database database,
        @Nullable Login login,
        @Nullable Mail mail,
        @Nullable Messaging messaging,
        boolean isMailOff) {
    /** Placeholder for a group whose definition is lost. */
    static final Definition UNKNOWN = new Definition(null, 1, "128m", "64m", "/", "/", null, null, null, null, false);
}
