package dev.slipway.ledger.audit.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parts of the chain that verify an extract's rows: from each row to the next signed head. */
public final class Segments {

    private Segments() {}

    /**
     * A contiguous part of the chain.
     *
     * @param first its first position
     * @param last its last position, which has a signed head
     */
    record Segment(long first, long last) {}

    /**
     * The required parts, disjoint and in the order of the chain.
     *
     * @param main the period's, from its first to its last link; null where it has none
     * @param context positions of rows from before
     * @param heads the positions of signed heads
     */
    static List<Segment> of(@Nullable Segment main, SortedSet<Long> context, NavigableSet<Long> heads) {
        TreeSet<Long> starts = new TreeSet<>(context);
        if (main != null) {
            starts.add(main.first());
        }
        List<Segment> segments = new ArrayList<>();
        for (long start : starts) {
            long need = main != null && start == main.first() ? main.last() : start;
            Segment before = segments.isEmpty() ? null : segments.get(segments.size() - 1);
            if (before != null && need <= before.last()) {
                continue;
            }
            long last = Optional.ofNullable(heads.ceiling(need))
                    .orElseThrow(() -> new IllegalStateException("no signed head behind link " + need));
            if (before != null && start <= before.last() + 1) {
                segments.set(segments.size() - 1, new Segment(before.first(), last));
            } else {
                segments.add(new Segment(start, last));
            }
        }
        return segments;
    }
}
