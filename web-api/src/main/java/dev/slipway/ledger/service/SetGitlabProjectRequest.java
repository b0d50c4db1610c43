package dev.slipway.ledger.service;

import dev.slipway.ledger.platform.text.Text;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to set a service's GitLab project.
 *
 * @param gitlabProject the project's number
 * @param gitlabIssuer the GitLab; the line's only one if absent
 */
@Schema(description = "The GitLab project whose pipelines deliver a service.")
public record SetGitlabProjectRequest(
        @NotNull(message = Text.REQUIRED)
        @Min(value = 1, message = "must be a whole number from 1")
        @Schema(examples = "20")
        Integer gitlabProject,

        @Pattern(regexp = Text.WEB_ADDRESS, message = Text.WEB_ADDRESS_RULE)
        @Schema(description = "The GitLab, if the line trusts several.", examples = "https://gitlab.example.org")
        @Nullable
        String gitlabIssuer) {}
