package dev.slipway.ledger.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.auditlog.entry.AuditRecord;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.platform.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakGlassEventTest {
    private static final String TIME = "2026-11-24T02:09:35.673Z";

    @Test
    void tellsWhatWasDoneWhereWithoutValues() throws Exception {
        LedgerEvent event = event("worker-1", TIME);
        assertThat(event.source()).isEqualTo(LedgerEvent.AUDIT_LOG);
        assertThat(event.kind()).isEqualTo("break-glass.used");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse(TIME));
        JsonNode payload = Json.mapper().readTree(event.payload());
        assertThat(payload.path("worker").asText()).isEqualTo("worker-1");
        assertThat(payload.at("/done/ops/0/operation").asText()).isEqualTo("write-attribute");
        assertThat(payload.at("/done/ops/0/address/0/system-property").asText()).isEqualTo("a");
        assertThat(event.payload()).doesNotContain("s3cret");
    }

    @Test
    void isTheSameWhereALineIsReadTwice() throws Exception {
        assertThat(event("worker-1", TIME)).isEqualTo(event("worker-1", TIME));
        assertThat(event("worker-1", TIME).sourceId())
                .isNotEqualTo(event("worker-2", TIME).sourceId())
                .isNotEqualTo(event("worker-1", "2026-11-24T02:09:35.674Z").sourceId());
    }

    private static LedgerEvent event(String worker, String at) throws AuditRecord.UnreadableException {
        return BreakGlassEvent.of(worker, AuditRecord.parse(at + """
                 - {"type":"core","r/o":false,"booting":false,"user":"break-glass","access":"NATIVE","success":true,"ops":[\
                {"operation":"write-attribute","address":[{"system-property":"a"}],"name":"value","value":"s3cret"}]}"""));
    }
}
