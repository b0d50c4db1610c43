package dev.slipway.line.host;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Which worker has which slot, and so which ports: its own for as long as it is there. Groups have numbers in the same way.
 *
 * @param taken each worker's, from 0
 */
record Slots(SortedMap<String, Integer> taken) {
    static final Slots NONE = new Slots(new TreeMap<>());

    /** Keeps a copy. */
    Slots {
        taken = new TreeMap<>(taken);
    }

    /** With a slot for each of these workers: the one it has, else the lowest that is no other's and is usable. */
    Slots with(Collection<String> workers, IntPredicate isUsable) {
        Slots after = this;
        for (String worker : workers) {
            if (!after.taken.containsKey(worker)) {
                int slot = 0;
                while (after.taken.containsValue(slot) || !isUsable.test(slot)) {
                    slot++;
                }
                after = after.and(worker, slot);
            }
        }
        return after;
    }

    private Slots and(String worker, int slot) {
        SortedMap<String, Integer> all = new TreeMap<>(taken);
        all.put(worker, slot);
        return new Slots(all);
    }

    /** Without a worker that is gone. */
    Slots without(String worker) {
        SortedMap<String, Integer> rest = new TreeMap<>(taken);
        rest.remove(worker);
        return new Slots(rest);
    }

    /** The slot of one that has one. */
    int of(String worker) {
        Integer slot = taken.get(worker);
        if (slot == null) {
            throw new IllegalStateException(worker + " has no slot");
        }
        return slot;
    }
}
