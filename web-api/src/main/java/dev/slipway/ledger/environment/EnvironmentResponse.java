package dev.slipway.ledger.environment;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An environment, as clients see it.
 *
 * @param name how clients refer to it
 * @param title what people read
 * @param rank its place among the others, lowest first
 * @param createdAt when the ledger first knew of it
 */
@Schema(description = "Where services are deployed.")
public record EnvironmentResponse(
        @Schema(examples = "production") String name,
        @Schema(examples = "Production") String title,
        @Schema(examples = "100") int rank,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant createdAt) {

    static EnvironmentResponse of(Environment environment) {
        return new EnvironmentResponse(
                environment.name(), environment.title(), environment.rank(), environment.createdAt());
    }
}
