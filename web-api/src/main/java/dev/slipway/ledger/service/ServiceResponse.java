package dev.slipway.ledger.service;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A service, as clients see it.
 *
 * @param name how clients refer to it
 * @param title what people read
 * @param createdAt when the ledger first knew of it
 * @param gitlabProject the number of the GitLab project whose pipelines deliver it, if it is known
 * @param gitlabIssuer that GitLab
 */
@Schema(description = "A service.")
public record ServiceResponse(
        @Schema(examples = "web-shop") String name,
        @Schema(examples = "Web shop") String title,
        @Schema(examples = "2026-11-23T10:15:30Z") Instant createdAt,
        @Schema(examples = "20") @Nullable Integer gitlabProject,

        @Schema(examples = "https://gitlab.example.org") @Nullable
        String gitlabIssuer) {

    static ServiceResponse of(Service service) {
        return new ServiceResponse(
                service.name(),
                service.title(),
                service.createdAt(),
                service.gitlabProject().map(GitlabProject::number).orElse(null),
                service.gitlabProject().map(GitlabProject::issuer).orElse(null));
    }
}
