package dev.slipway.line.rotation.plan;

import java.util.Set;

/**
 * A kind of secret, or one secret of the line.
 *
 * @param name the name of its file; for a server group, {@code GROUP/FILE}
 * @param purpose its purpose
 * @param strategy how it is rotated, by its checker
 * @param of its name for the checker: a client, a role or a user; empty if it needs none
 * @param consumers the processes that keep it
 * @param note what has to be done manually; empty for nothing
 */
public record Secret(
        String name, String purpose, RotationStrategy strategy, String of, Set<SecretConsumer> consumers, String note) {
    public Secret {
        consumers = Set.copyOf(consumers);
    }

    /** The secret of a server group. */
    public Secret of(String group) {
        return new Secret(group + "/" + name, purpose, strategy, of.replace("GROUP", group), consumers, note);
    }

    /** Its server group; empty for the line's own. */
    public String group() {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /** The name of its file. */
    public String file() {
        return name.substring(name.indexOf('/') + 1);
    }
}
