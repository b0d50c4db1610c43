package dev.slipway.ledger.audit.extract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.audit.chain.SealedTable;
import dev.slipway.ledger.audit.extract.ExtractRepository.SealedRow;
import dev.slipway.ledger.audit.extract.Segments.Segment;
import dev.slipway.ledger.platform.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The linked rows of an extract, read in pages: those of the period, and the earlier ones that belong to them. A row that was linked and
 * then deleted is missing here too, which verification reveals.
 */
final class RowPages {
    private static final int PIECE = ExtractRepository.PIECE;

    private final Extract extract;
    private final ExtractRepository rows;

    RowPages(Extract extract, ExtractRepository rows) {
        this.extract = extract;
        this.rows = rows;
    }

    /**
     * Some rows of the period.
     *
     * @param last the position after which to continue
     * @param isEnd whether it is the last page
     */
    private record Piece(SortedMap<Long, String> rows, long last, boolean isEnd) {}

    /** Processes a row in JSON. */
    @FunctionalInterface
    interface Visit {
        void row(JsonNode row) throws IOException;
    }

    /**
     * Writes the rows of a table in the order of their links, merging those of the period with the earlier ones.
     *
     * @return how many there are
     */
    long write(SealedTable table, JsonLines lines) throws IOException {
        long count = 0;
        SortedMap<Long, String> ahead = new TreeMap<>();
        List<Long> context = new ArrayList<>(extract.context(table));
        int taken = 0;
        Piece piece = new Piece(new TreeMap<>(), 0, false);
        while (!piece.isEnd()) {
            piece = period(table, piece.last());
            ahead.putAll(piece.rows());
            long bound = piece.isEnd() ? Long.MAX_VALUE : piece.last();
            while (taken < context.size() && context.get(taken) <= bound) {
                List<Long> some = context.subList(taken, Math.min(context.size(), taken + PIECE));
                put(rows.rows(table, some), ahead);
                taken += some.size();
                count += flush(ahead, Math.min(bound, some.get(some.size() - 1)), lines);
            }
            count += flush(ahead, bound, lines);
        }
        return count;
    }

    /** Visits the rows of a table, the earlier ones first. */
    void each(SealedTable table, Visit visit) throws IOException {
        List<Long> context = new ArrayList<>(extract.context(table));
        for (int i = 0; i < context.size(); i += PIECE) {
            visit(rows.rows(table, context.subList(i, Math.min(context.size(), i + PIECE))), visit);
        }
        Piece piece = new Piece(new TreeMap<>(), 0, false);
        while (!piece.isEnd()) {
            piece = period(table, piece.last());
            for (String text : piece.rows().values()) {
                visit.row(Json.mapper().readTree(text));
            }
        }
    }

    private Piece period(SealedTable table, long after) {
        Segment main = extract.main();
        if (main == null) {
            return new Piece(new TreeMap<>(), after, true);
        }
        List<SealedRow> found = rows.rows(table, Math.max(after, main.first() - 1), main.last(), extract.period());
        SortedMap<Long, String> some = new TreeMap<>();
        put(found, some);
        boolean isEnd = found.size() < PIECE;
        return new Piece(some, isEnd ? main.last() : found.get(PIECE - 1).position(), isEnd);
    }

    private static void put(List<SealedRow> found, SortedMap<Long, String> into) {
        for (SealedRow row : found) {
            if (row.text() != null) {
                into.put(row.position(), row.text());
            }
        }
    }

    private static long flush(SortedMap<Long, String> ahead, long last, JsonLines lines) throws IOException {
        SortedMap<Long, String> due = last == Long.MAX_VALUE ? ahead : ahead.headMap(last + 1);
        for (String text : due.values()) {
            lines.add(text);
        }
        long count = due.size();
        due.clear();
        return count;
    }

    private static void visit(List<SealedRow> some, Visit visit) throws IOException {
        for (SealedRow row : some) {
            if (row.text() != null) {
                visit.row(Json.mapper().readTree(row.text()));
            }
        }
    }
}
