package dev.slipway.line.group;

import org.jspecify.annotations.Nullable;

/**
 * A server group as its service's definition wants it: what the ledger answers and what the agent asks the line's owner for. It is as it
 * was read; nobody has checked it yet.
 *
 * @param group its name, {@code SERVICE-ENVIRONMENT}, unique on the line
 * @param service whose it is
 * @param environment which of its environments
 * @param title the service's name for people; null where it has none
 * @param version the definition's version
 * @param host the first label of its host name, and the name of its balancer
 * @param isRemoved whether the definition is gone, and with it the workers
 * @param isDataDropped whether the database of a removed group goes, too
 * @param workers how many there are, 1 to 8
 * @param memory the heap of each worker at most, as {@code -Xmx} reads it: {@code 768m}
 * @param metaspace its metaspace at most, in the same unit
 * @param contextRoot the path that the archive answers at; {@code /} has the whole host
 * @param probe the path that says whether the service is well
 * @param database null where it has none
 * @param login null where it signs nobody in
 * @param mail null where it sends none
 * @param messaging null where it has neither queues nor topics
 * @param variables what its workers are told by the service's configuration; null where nothing was ever set
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

    /** The name that its archive is deployed under. */
    public String archive() {
        return service + ".war";
    }

    /** Whether it is one that a rollback is rehearsed in: then its name is no service's, and all of it goes when nobody asks for it. */
    public boolean isRehearsal() {
        return Rehearsal.isName(group);
    }

    /** The group that its service has in its environment: of a rehearsal, the one whose rollback is rehearsed. */
    public String rehearsed() {
        return service + "-" + environment;
    }

    /** The same, as its definition alone has it. */
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

    /** Which version of its service's configuration its workers are told; 0 where nothing was ever set. */
    public int configurationVersion() {
        return variables == null ? 0 : variables.version();
    }
}
