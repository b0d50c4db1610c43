package dev.slipway.line.rotation;

import java.util.Set;

/**
 * A kind of secret, or one secret of the line.
 *
 * @param name its file's; of a server group's, {@code GROUP/FILE}
 * @param purpose what it is for
 * @param way who checks it
 * @param of what the checker calls it: a client, a role or a user; empty where that needs no name
 * @param uses who keeps it
 * @param note what somebody has to do besides; empty where that is nothing
 */
record Secret(String name, String purpose, Way way, String of, Set<Use> uses, String note) {
    /** Keeps a copy. */
    Secret {
        uses = Set.copyOf(uses);
    }

    /** The same secret of one server group. */
    Secret of(String group) {
        return new Secret(group + "/" + name, purpose, way, of.replace("GROUP", group), uses, note);
    }

    /** The server group that it is of; empty for the line's own. */
    String group() {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /** What its file is called. */
    String file() {
        return name.substring(name.indexOf('/') + 1);
    }
}
