package dev.slipway.ledger.auditlog.entry;

import java.util.List;

/**
 * What a log has after the records that are made into observations.
 *
 * @param records in the log's order
 * @param isComplete whether it has no others
 */
public record LaterRecords(List<AuditRecord> records, boolean isComplete) {
    /** The log ends. */
    public static final LaterRecords NONE = new LaterRecords(List.of(), true);

    public LaterRecords {
        records = List.copyOf(records);
    }
}
