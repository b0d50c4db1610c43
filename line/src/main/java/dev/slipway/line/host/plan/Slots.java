package dev.slipway.line.host.plan;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Assigns slots, and so ports, to workers for as long as they exist. Also used for groups' numbers.
 *
 * @param taken the slot of each worker, from 0
 */
public record Slots(SortedMap<String, Integer> taken) {
    public static final Slots NONE = new Slots(new TreeMap<>());

    public Slots {
        taken = new TreeMap<>(taken);
    }

    /** A copy with a slot for each of these workers: its present one, else the lowest free usable one. */
    public Slots with(Collection<String> workers, IntPredicate isUsable) {
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

    /** A copy without a removed worker. */
    public Slots without(String worker) {
        SortedMap<String, Integer> rest = new TreeMap<>(taken);
        rest.remove(worker);
        return new Slots(rest);
    }

    /** The slot of a worker that has one. */
    public int of(String worker) {
        Integer slot = taken.get(worker);
        if (slot == null) {
            throw new IllegalStateException(worker + " has no slot");
        }
        return slot;
    }
}
