package dev.slipway.ledger.audit.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parts of the chain that verify an extract's rows: the period's, and from each earlier row to the next signed head. */
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
     * The period's part. When a link's row happened is only what the database says, so signed heads bound it: it has every link that the
     * chain got between the last head signed before the period and the first one signed well after it.
     *
     * @param linked the first and last link that say they are of the period, some of which may have been linked late
     * @param before the position of the last head signed before the period; empty to begin at the first link
     * @param since the position of the first head signed well after the period; empty to end at the chain's end
     * @param heads the positions of signed heads, the chain's end among them
     */
    static Segment main(
            Optional<Segment> linked, Optional<Long> before, Optional<Long> since, NavigableSet<Long> heads) {
        long first = before.orElse(1L);
        long need = Math.max(first, since.orElseGet(heads::last));
        if (linked.isPresent()) {
            if (linked.get().first() <= first) {
                first = Optional.ofNullable(heads.lower(linked.get().first())).orElse(1L);
            }
            need = Math.max(need, linked.get().last());
        }
        return new Segment(first, signed(need, heads));
    }

    private static long signed(long need, NavigableSet<Long> heads) {
        return Optional.ofNullable(heads.ceiling(need))
                .orElseThrow(() -> new IllegalStateException("no signed head behind link " + need));
    }

    /**
     * The required parts, disjoint and in the order of the chain.
     *
     * @param main the period's; null if the chain is empty
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
            long last = signed(need, heads);
            if (before != null && start <= before.last() + 1) {
                segments.set(segments.size() - 1, new Segment(before.first(), last));
            } else {
                segments.add(new Segment(start, last));
            }
        }
        return segments;
    }
}
