package dev.slipway.ledger.identity.job;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.HeaderParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The header for the ID token of the GitLab job that calls. */
public class JobTokenParameter {

    @HeaderParam(JobTokenService.HEADER)
    @Pattern(regexp = JobTokenService.FORM, message = JobTokenService.FORM_RULE)
    @Parameter(
            description = "The ID token that GitLab gave to the job for the ledger. It says who ran the pipeline; with"
                    + " four eyes, that person cannot approve what it requests. Ignored until the service's GitLab"
                    + " project is set (*setGitlabProject*).")
    @Nullable
    String token;
}
