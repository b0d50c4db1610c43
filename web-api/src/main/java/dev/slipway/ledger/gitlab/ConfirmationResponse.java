package dev.slipway.ledger.gitlab;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What GitLab says of a deployment.
 *
 * @param source who says it
 * @param url where it shows more, if it said so
 * @param person who started it, by their name there
 * @param status how far it is, in GitLab's words
 * @param at since when
 */
@Schema(description = "What GitLab says of a deployment that the ledger knows.")
public record ConfirmationResponse(
        @Schema(
                examples = "gitlab",
                enumeration = {"gitlab"})
        String source,

        @Schema(examples = "https://gitlab.example.org/shop/web/-/pipelines/31") @Nullable
        String url,

        @Schema(examples = "root") @Nullable String person,
        @Schema(examples = "success") String status,
        @Schema(examples = "2026-11-23T10:15:42Z") Instant at) {

    static ConfirmationResponse of(Confirmation confirmation) {
        return new ConfirmationResponse(
                "gitlab",
                confirmation.url().orElse(null),
                confirmation.person().orElse(null),
                confirmation.status(),
                confirmation.at());
    }
}
