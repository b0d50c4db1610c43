package dev.slipway.ledger.audit.extract;

import dev.slipway.ledger.audit.chain.SealedTable;
import dev.slipway.ledger.audit.extract.Segments.Segment;
import dev.slipway.ledger.platform.dsse.SigningKey;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The content of an extract, determined before its first byte is written; links that are added later are left out.
 *
 * @param period of which days
 * @param by the requester
 * @param key by which it is signed
 * @param end the last position of the chain
 * @param main the period's part of the chain; null if the chain is empty
 * @param context of each table the positions of rows from before that belong to it
 * @param heads the positions of signed heads
 * @param segments the parts of the chain that are in it
 */
public record Extract(
        Period period,
        String by,
        Instant at,
        SigningKey key,
        long end,
        @Nullable Segment main,
        Map<SealedTable, TreeSet<Long>> context,
        NavigableSet<Long> heads,
        List<Segment> segments) {

    static Extract of(
            Period period,
            String by,
            Instant at,
            SigningKey key,
            long end,
            @Nullable Segment main,
            Map<SealedTable, TreeSet<Long>> context,
            NavigableSet<Long> heads) {
        TreeSet<Long> all = new TreeSet<>();
        context.values().forEach(all::addAll);
        return new Extract(
                period, by, at, key, end, main, new EnumMap<>(context), heads, Segments.of(main, all, heads));
    }

    /** Whether it contains a row: one of the period, or an earlier one that belongs to it. */
    boolean has(SealedTable table, long position, boolean isOfPeriod) {
        boolean isInMain = isOfPeriod && main != null && position >= main.first() && position <= main.last();
        return isInMain || context(table).contains(position);
    }

    /** The positions of a table's earlier rows. */
    SortedSet<Long> context(SealedTable table) {
        return context.getOrDefault(table, new TreeSet<>());
    }

    /** The positions of the heads that verify its parts of the chain, and of the head before each, which bounds its age. */
    List<Long> signed() {
        TreeSet<Long> signed = new TreeSet<>();
        for (Segment segment : segments) {
            Optional.ofNullable(heads.lower(segment.first())).ifPresent(signed::add);
            signed.addAll(heads.subSet(segment.first(), true, segment.last(), true));
        }
        return List.copyOf(signed);
    }
}
