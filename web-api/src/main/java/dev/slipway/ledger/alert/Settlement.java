package dev.slipway.ledger.alert;

import dev.slipway.ledger.alert.Condition.Key;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to be opened and closed.
 *
 * @param opened conditions that are not open yet
 * @param closed open ones that are over
 */
record Settlement(List<Condition> opened, Set<Key> closed) {
    Settlement {
        opened = List.copyOf(opened);
        closed = Set.copyOf(closed);
    }

    /**
     * Decides.
     *
     * @param open what is open
     * @param found everything that is wrong now
     * @param lasting what of it has lasted long enough
     */
    static Settlement of(Collection<Key> open, Collection<Condition> found, Collection<Condition> lasting) {
        Set<Key> known = new HashSet<>(open);
        Set<Key> closed = new HashSet<>(open);
        closed.removeAll(found.stream().map(Condition::key).collect(Collectors.toSet()));
        return new Settlement(
                lasting.stream().filter(condition -> known.add(condition.key())).toList(), closed);
    }
}
