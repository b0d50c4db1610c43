package dev.slipway.ledger.promotion;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.change.ChangeService;
import dev.slipway.ledger.deployment.Initiator;
import dev.slipway.ledger.gate.GateService;
import dev.slipway.ledger.gate.answer.Decision;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.GateQuestion;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.identity.job.JobTokenParameter;
import dev.slipway.ledger.identity.job.JobTokenService;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.request.DeploymentRequestResponse;
import dev.slipway.ledger.request.admission.Job;
import dev.slipway.ledger.request.execution.RehearsalService;
import dev.slipway.ledger.request.promotion.Promoter;
import dev.slipway.ledger.request.promotion.PromotionOutcome;
import dev.slipway.ledger.service.ServiceService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Promotions over HTTP. */
@Path("services/{name}/promotions")
@Tag(name = "Promotions")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PromotionResource {

    @Inject
    PromotionService service;

    @Inject
    ChangeService changes;

    @Inject
    GateService gate;

    @Inject
    RehearsalService rehearsals;

    @Inject
    ArchiveService archives;

    @Inject
    MigrationFiles migrations;

    @Inject
    JobTokenService jobTokens;

    @Inject
    ServiceService services;

    @Inject
    Deployers deployers;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** Previews a promotion. */
    @GET
    @Path("preview")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "previewPromotion",
            summary = "Show what a promotion would change, and what the gate says of it",
            description = "It changes nothing; the defaults are those of a promotion.")
    @APIResponse(responseCode = "200", description = "What would change.")
    public PromotionPreview preview(
            @PathParam("name") String name,
            @QueryParam("to") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String to,
            @QueryParam("version") @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE) @Nullable
                    String version,
            @QueryParam("migrations")
                    @DefaultValue("true")
                    @Pattern(regexp = Text.BOOLEAN, message = Text.BOOLEAN_RULE)
                    @Parameter(
                            description =
                                    "Whether to list the database migrations. That reads both archives, which takes a moment the first time.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "true"))
                    String withMigrations) {
        Promotion promotion = service.find(name, to, version);
        Release release = promotion.candidate().release();
        String into = promotion.candidate().environment().name();
        GateAnswer answer = gate.evaluate(GateQuestion.about(
                promotion.candidate(),
                List.of(Requester.account(security.getUserPrincipal().getName()))));
        return new PromotionPreview(
                name,
                release.version(),
                promotion.from(),
                into,
                PromotionPreview.Archive.of(promotion),
                archives.isKept(release.id(), release.artifactDigest()),
                service.ahead(promotion).orElse(null),
                changes.between(name, into, promotion.replaced().orElse(null), release),
                changes.configurations(name, promotion.from(), into),
                answer,
                answer.decision() == Decision.ALLOW
                        ? service.automatic(promotion).orElse(null)
                        : null,
                rehearsals.of(promotion.candidate()).orElse(null),
                Boolean.parseBoolean(withMigrations)
                        ? migrations
                                .added(promotion.replaced().map(Release::artifactDigest), release.artifactDigest())
                                .orElse(null)
                        : null);
    }

    @POST
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER})
    @Operation(
            operationId = "promote",
            summary = "Promote the release that runs in one environment into the next",
            description = """
                    Makes a deployment request for the agent, which the gate decides like any other. The release comes \
                    from the environment that the policy of the next one names, otherwise from the service's \
                    environment before that by rank, and must have run there.""")
    @APIResponseSchema(
            value = DeploymentRequestResponse.class,
            responseCode = "201",
            responseDescription = "The request was created, and decided if nothing is missing.")
    @APIResponse(
            responseCode = "200",
            description = "The unfinished request for the same deployment.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DeploymentRequestResponse.class)))
    public Response promote(
            @PathParam("name") String name,
            @Valid @BeanParam Idempotency idempotency,
            @Valid @BeanParam JobTokenParameter jobToken,
            PromoteRequest request) {
        deployers.require(name);
        Promoter promoter = new Promoter(
                Initiator.caller(security, http),
                Job.of(security, jobTokens.read(jobToken, () -> services.namesProject(name))));
        UriBuilder location = uri.getBaseUriBuilder();
        PromotionOutcome promoted = service.promote(
                name, request, promoter, idempotency.key(security.getUserPrincipal(), new Asked(name, request)));
        return promoted.isJoined()
                ? Response.ok(promoted.request()).build()
                : Response.created(location.path("deployment-requests")
                                .path(promoted.request().id().toString())
                                .build())
                        .entity(promoted.request())
                        .build();
    }

    /** The content of a request, which a repeated one must match. */
    private record Asked(String service, PromoteRequest promotion) {}
}
