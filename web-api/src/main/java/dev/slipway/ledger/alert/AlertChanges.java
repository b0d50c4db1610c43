package dev.slipway.ledger.alert;

import dev.slipway.ledger.alert.condition.Condition;
import dev.slipway.ledger.alert.condition.Condition.Key;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which alerts to open and close.
 *
 * @param opened conditions without an open alert
 * @param closed open alerts whose condition is over
 */
record AlertChanges(List<Condition> opened, Set<Key> closed) {
    AlertChanges {
        opened = List.copyOf(opened);
        closed = Set.copyOf(closed);
    }

    /**
     * Computes the changes.
     *
     * @param open the open alerts
     * @param found all present conditions
     * @param lasting those of them that have lasted long enough for an alert
     */
    static AlertChanges of(Collection<Key> open, Collection<Condition> found, Collection<Condition> lasting) {
        Set<Key> known = new HashSet<>(open);
        Set<Key> closed = new HashSet<>(open);
        closed.removeAll(found.stream().map(Condition::key).collect(Collectors.toSet()));
        return new AlertChanges(
                lasting.stream().filter(condition -> known.add(condition.key())).toList(), closed);
    }
}
