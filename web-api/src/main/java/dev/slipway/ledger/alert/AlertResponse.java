package dev.slipway.ledger.alert;

import dev.slipway.ledger.notification.Kind;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An alert, as clients see it.
 *
 * @param kind what kind of thing
 * @param service the service that it concerns, if it concerns one
 * @param environment the environment that it concerns, if it concerns one
 * @param title all of it in one line
 * @param detail more of it; may be empty
 * @param path the page that shows it
 * @param openedAt since when
 * @param closedAt when it was closed; null while it is open
 */
@Schema(name = "Alert", description = "A condition that needs attention.")
public record AlertResponse(
        @Schema(examples = "019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a")
        UUID id,

        Kind kind,
        @Schema(examples = "web-shop") @Nullable String service,
        @Schema(examples = "production") @Nullable String environment,

        @Schema(examples = "worker-1 differs from the ledger: shop.war")
        String title,

        @Schema(examples = "It is unknown content.") String detail,

        @Schema(examples = "/drift/?id=019aa1f4-1b7d-7a52-8c0f-2f9b8e7d6c5a")
        String path,

        @Schema(examples = "2026-11-27T18:00:00Z") Instant openedAt,

        @Schema(examples = "2026-11-27T18:10:00Z") @Nullable Instant closedAt) {

    static AlertResponse of(Alert alert) {
        return new AlertResponse(
                alert.id(),
                Kind.of(alert.kind()),
                alert.service(),
                alert.environment(),
                alert.title(),
                alert.detail(),
                alert.path(),
                alert.openedAt(),
                alert.closedAt().orElse(null));
    }
}
