package dev.slipway.ledger.auditlog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a log in one go.
 *
 * @param entries lines, and losses where they were noticed
 * @param place behind the last of them; null where nothing was ever there to read
 * @param isAtEnd whether there is nothing more to read now
 */
record LogBatch(List<Entry> entries, @Nullable Place place, boolean isAtEnd) {

    /** Keeps a copy. */
    LogBatch {
        entries = List.copyOf(entries);
    }

    /**
     * A line, or the word that some may be lost here.
     *
     * @param text the line, without its end; or what happened to those that are lost
     * @param isLoss which of the two
     */
    record Entry(String text, boolean isLoss) {

        static Entry line(String text) {
            return new Entry(text, false);
        }

        static Entry loss(String text) {
            return new Entry(text, true);
        }
    }
}
