package dev.slipway.ledger.audit.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Signed heads of the chain.
 *
 * @param items the heads
 */
@Schema(name = "AuditHeads")
public record AuditHeadsResponse(List<Head> items) {

    public AuditHeadsResponse {
        items = List.copyOf(items);
    }

    /**
     * A head.
     *
     * @param position how many links the chain had
     * @param envelope the DSSE envelope; its payload is an in-toto statement whose subject's digest is the last link's
     *     hash
     */
    @Schema(name = "AuditHead")
    public record Head(
            @Schema(examples = "4711") long position,

            @Schema(
                    type = SchemaType.OBJECT,
                    implementation = Object.class,
                    examples =
                            "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"e30=\",\"signatures\":[]}")
            JsonNode envelope,

            @Schema(examples = "2026-11-23T10:13:00Z") Instant signedAt) {}
}
