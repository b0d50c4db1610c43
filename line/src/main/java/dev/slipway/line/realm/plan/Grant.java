package dev.slipway.line.realm.plan;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The roles that somebody is to have: these, and no other of the same owner.
 *
 * @param owner the client whose roles they are; null where they are the realm's
 */
public record Grant(Holder holder, @Nullable String owner, Set<String> roles) {
    /** Keeps a copy. */
    public Grant {
        roles = Set.copyOf(roles);
    }

    /** What is to change for whoever has these now; empty where nothing is. */
    public Optional<Change> change(Set<String> have) {
        TreeSet<String> added = new TreeSet<>(roles);
        added.removeAll(have);
        TreeSet<String> removed = new TreeSet<>(have);
        removed.removeAll(roles);
        return added.isEmpty() && removed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change.SetRoles(this, added, removed));
    }
}
