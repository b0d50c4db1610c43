package dev.slipway.ledger.auditlog.file;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one read of a log.
 *
 * @param entries lines, with losses where they were detected
 * @param checkpoint after the last entry; null if there was never anything to read
 * @param isAtEnd whether there is nothing more to read now
 */
public record LogBatch(List<Entry> entries, @Nullable Checkpoint checkpoint, boolean isAtEnd) {

    public LogBatch {
        entries = List.copyOf(entries);
    }

    /**
     * A line, or a note that lines may have been lost here.
     *
     * @param text the line without its terminator; or what happened to the lost ones
     * @param isLoss which of the two
     */
    public record Entry(String text, boolean isLoss) {

        static Entry line(String text) {
            return new Entry(text, false);
        }

        static Entry loss(String text) {
            return new Entry(text, true);
        }
    }
}
