package dev.slipway.ledger.gitlab;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * GitLab's status of a deployment.
 *
 * @param source the reporting system
 * @param url its page on it, if reported
 * @param person who started it, by their name there
 * @param status its status, in GitLab's terms
 * @param at since when
 */
@Schema(description = "GitLab's confirmation of a deployment that the ledger knows.")
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
