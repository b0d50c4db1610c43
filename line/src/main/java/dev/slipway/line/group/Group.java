package dev.slipway.line.group;

import dev.slipway.line.ledger.Place;
import org.jspecify.annotations.Nullable;

/**
 * The desired state of a server group, by its service's definition: what the ledger answers, and what the agent requests from the
 * line's owner. It is as it was read, and not yet validated.
 *
 * @param group its name, {@code SERVICE-ENVIRONMENT}, unique on the line
 * @param service the service
 * @param environment the environment
 * @param title the service's display name; null if it has none
 * @param version the definition's version
 * @param host the first label of its host name, and the name of its balancer
 * @param isRemoved whether the definition was removed, and the workers are to go
 * @param isDataDropped whether the database of a removed group is to be dropped as well
 * @param workers the number of workers, 1 to 8
 * @param memory each worker's maximum heap, in the format of {@code -Xmx}: {@code 768m}
 * @param metaspace each worker's maximum metaspace, in the same format
 * @param contextRoot the archive's context root; {@code /} has the whole host
 * @param probe the path of the health check
 * @param database its database; null for none
 * @param login its sign-in; null for none
 * @param mail its mail session; null for none
 * @param messaging its message broker; null for none
 * @param variables the variables and secrets of the service's configuration; null if nothing was ever set
 */
public record Group(
        String group,
        String service,
        String environment,
        @Nullable String title,
        int version,
        String host,
        boolean isRemoved,
        boolean isDataDropped,
        int workers,
        String memory,
        String metaspace,
        String contextRoot,
        String probe,
        @Nullable Database database,
        @Nullable Login login,
        @Nullable Mail mail,
        @Nullable Messaging messaging,
        @Nullable Variables variables) {
    /** A group of which only the name is left: it is to be removed with its data. */
    public static Group removed(String group) {
        return new Group(
                group, "", "", null, 1, "", true, true, 1, "128m", "64m", "/", "/", null, null, null, null, null);
    }

    /** The deployment name of its archive. */
    public String archive() {
        return service + ".war";
    }

    /** Whether a rollback is rehearsed in it: then its name is no service's, and all of it is removed once no longer requested. */
    public boolean isRehearsal() {
        return Rehearsal.isName(group);
    }

    /** The name of the service's group in this environment: for a rehearsal, the group whose rollback is rehearsed. */
    public String rehearsed() {
        return new Place(service, environment).group();
    }

    /** A copy without the configuration: what the definition alone says. */
    public Group defined() {
        return new Group(
                group,
                service,
                environment,
                title,
                version,
                host,
                isRemoved,
                isDataDropped,
                workers,
                memory,
                metaspace,
                contextRoot,
                probe,
                database,
                login,
                mail,
                messaging,
                null);
    }

    /** The version of the service's configuration that its workers get; 0 if nothing was ever set. */
    public int configurationVersion() {
        return variables == null ? 0 : variables.version();
    }
}
