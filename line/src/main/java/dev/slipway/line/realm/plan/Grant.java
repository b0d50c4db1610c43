package dev.slipway.line.realm.plan;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The roles that an account should have: these, and no others of the same owner.
 *
 * @param owner the client that defines the roles; null for realm roles
 */
public record Grant(Holder holder, @Nullable String owner, Set<String> roles) {
    public Grant {
        roles = Set.copyOf(roles);
    }

    /** The change for an account with these present roles; empty if there is none. */
    public Optional<Change> change(Set<String> current) {
        TreeSet<String> added = new TreeSet<>(roles);
        added.removeAll(current);
        TreeSet<String> removed = new TreeSet<>(current);
        removed.removeAll(roles);
        return added.isEmpty() && removed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Change.SetRoles(this, added, removed));
    }
}
