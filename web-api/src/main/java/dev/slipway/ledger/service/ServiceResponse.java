package dev.slipway.ledger.service;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A service, as clients see it.
 *
 * @param name how clients refer to it
 * @param title what people read
 * @param createdAt when the ledger first knew of it
 */
@Schema(
        description = "What is delivered.",
        requiredProperties = {"name", "title", "createdAt"})
public record ServiceResponse(
        @Schema(examples = "web-shop") String name,
        @Schema(examples = "Web shop") String title,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant createdAt) {

    static ServiceResponse of(Service service) {
        return new ServiceResponse(service.name(), service.title(), service.createdAt());
    }
}
