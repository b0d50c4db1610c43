package dev.slipway.ledger.auditlog;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.slipway.ledger.auditlog.entry.AuditRecord;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.platform.json.Json;

/** Builds the event that keeps one use of the break-glass management user on record. */
final class BreakGlassEvent {
    private static final String KIND = "break-glass.used";

    private BreakGlassEvent() {}

    /**
     * The event's payload.
     *
     * @param worker the name of the worker that was changed
     * @param done the redacted record: the operations and their addresses without values
     */
    record Payload(String worker, @JsonRawValue String done) {}

    static LedgerEvent of(String worker, AuditRecord use) {
        return new LedgerEvent(
                LedgerEvent.AUDIT_LOG,
                worker + ":" + use.digest(),
                KIND,
                Json.text(new Payload(worker, use.redacted())),
                use.at());
    }
}
