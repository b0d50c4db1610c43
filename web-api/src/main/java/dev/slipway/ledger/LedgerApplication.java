package dev.slipway.ledger;

import dev.slipway.ledger.platform.problem.Problem;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The ledger's API. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Slipway ledger",
                        version = "1",
                        description = """
                                What runs where, since when, who put it there, and through which channel.

                                Machines call with a bearer token of the realm; pages with the session of the login. \
                                Reading takes the role *viewer*. Every error is `application/problem+json` (RFC 9457); \
                                its `type` leads to an explanation. Lists come in pages: follow the header `Link` with \
                                `rel="next"`. Every GET carries an `ETag`. A POST with an `Idempotency-Key` can be \
                                repeated within a day, and returns what the first one created.""",
                        license = @License(name = "MIT", url = "https://opensource.org/license/mit")),
        tags = {
            @Tag(name = "Services", description = "What is delivered: one application, known by its name."),
            @Tag(
                    name = "Service definitions",
                    description = "What a service needs: environments, memory, database, login, mail, queues."),
            @Tag(name = "Server groups", description = "The workers that run one service in one environment."),
            @Tag(
                    name = "Configuration",
                    description = "A service's configuration in an environment, as versions; secrets are sealed."),
            @Tag(
                    name = "Environments",
                    description = "Where services are deployed; releases go from lower ranks to higher ones."),
            @Tag(name = "Releases", description = "Immutable builds of a service, known by version and digest."),
            @Tag(name = "Evidence", description = "Evidence for a release: tests, bills of materials, attestations."),
            @Tag(name = "Archives", description = "The bytes of releases, by their digests."),
            @Tag(
                    name = "Policies",
                    description = "What an environment requires of a release; every change is on record."),
            @Tag(name = "Gate", description = "May this release enter this environment, and if not, why not?"),
            @Tag(name = "Approvals", description = "Approvers' verdicts on a release for an environment."),
            @Tag(
                    name = "Audit",
                    description = "The evidence in a hash chain, its signed heads, and extracts for auditors."),
            @Tag(name = "Deployment requests", description = "Requested deployments, decided by the gate."),
            @Tag(name = "Promotions", description = "A release that goes from one environment into the next."),
            @Tag(name = "Agent", description = "What executes deployment requests, syncs and restarts."),
            @Tag(name = "Locks", description = "One deployment at a time in an environment."),
            @Tag(
                    name = "Deployments",
                    description = "Releases put into environments: by whom, through which channel, how it ended."),
            @Tag(name = "People", description = "Who may sign in, and what they may do."),
            @Tag(name = "Drifts", description = "Where a worker differs from the ledger."),
            @Tag(name = "Syncs", description = "Requests to sync an environment's workers."),
            @Tag(name = "Workers", description = "The application servers, and what is on each."),
            @Tag(name = "Certificates", description = "What httpd serves for each public name, and until when."),
            @Tag(name = "Notifications", description = "What people are notified of, and through which channels."),
            @Tag(
                    name = "Backups",
                    description = "Backups of the whole line, and when they were proven by restoring them."),
            @Tag(name = "Events", description = "What changes, as it changes."),
            @Tag(name = "Hooks", description = "What other programs call: webhooks."),
            @Tag(name = "Recovery", description = "Which deployments needed intervention, and which ones repair them."),
            @Tag(name = "Metrics", description = "How well software is delivered: DORA's five metrics."),
            @Tag(name = "Identity", description = "Who is calling."),
            @Tag(name = "CLI", description = "The command line client of this API.")
        },
        components =
                @Components(
                        responses =
                                @APIResponse(
                                        name = Problem.RESPONSE,
                                        description = "What went wrong; each type is explained at its address.",
                                        content =
                                                @Content(
                                                        mediaType = Problem.MEDIA_TYPE,
                                                        schema = @Schema(implementation = Problem.class),
                                                        examples = {
                                                            @ExampleObject(
                                                                    name = "Refused fields",
                                                                    value = LedgerApplication.INVALID),
                                                            @ExampleObject(
                                                                    name = "Conflict",
                                                                    value = LedgerApplication.CONFLICT)
                                                        }))),
        security = {@SecurityRequirement(name = "bearer"), @SecurityRequirement(name = "session")})
@SecurityScheme(
        securitySchemeName = "bearer",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "An access token of the realm, for machines: client credentials.")
@SecurityScheme(
        securitySchemeName = "session",
        type = SecuritySchemeType.APIKEY,
        in = SecuritySchemeIn.COOKIE,
        apiKeyName = "__Host-JSESSIONID",
        description = "The session of a browser that signed in by OpenID Connect.")
public class LedgerApplication extends Application {
    static final String INVALID = """
            {
              "type": "/docs/problems#invalid-request",
              "title": "The request is not valid",
              "status": 400,
              "detail": "2 fields were refused.",
              "errors": [
                {"field": "service", "detail": "is required"},
                {"field": "verison", "detail": "is not a member of this request"}
              ]
            }""";

    static final String CONFLICT = """
            {
              "type": "/docs/problems#release-exists",
              "title": "The release is already recorded",
              "status": 409,
              "detail": "Version 1.4.0 of web-shop is recorded already.",
              "errors": [{"field": "version", "detail": "is taken"}]
            }""";
}
