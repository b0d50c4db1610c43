package dev.slipway.ledger.gate;

import dev.slipway.ledger.candidate.CandidateService;
import dev.slipway.ledger.gate.answer.GateAnswer;
import dev.slipway.ledger.gate.answer.GateQuestion;
import dev.slipway.ledger.gate.answer.Requester;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The gate over HTTP. */
@Path("gate")
@Tag(name = "Gate")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class GateResource {

    @Inject
    GateService gate;

    @Inject
    CandidateService candidates;

    @Context
    SecurityContext security;

    /** Whether a release may enter an environment. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "evaluateGate",
            summary = "Check whether a release may enter an environment",
            description = """
                    The answer has every reason. *wait*: only approvals, time (a freeze, a window, the soak time) or a \
                    run in the previous environment are missing. A client that knows only two answers treats it as \
                    *deny*. The query changes nothing.""")
    @APIResponse(responseCode = "200", description = "The gate's answer.")
    public GateAnswer evaluate(
            @QueryParam("service")
                    @NotNull(message = Text.REQUIRED)
                    @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
                    @Parameter(required = true)
                    String service,
            @QueryParam("version")
                    @NotNull(message = Text.REQUIRED)
                    @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE)
                    @Parameter(required = true)
                    String version,
            @QueryParam("environment")
                    @NotNull(message = Text.REQUIRED)
                    @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
                    @Parameter(required = true)
                    String environment,
            @QueryParam("artifactDigest")
                    @Pattern(regexp = Text.DIGEST, message = Text.DIGEST_RULE)
                    @Parameter(description = "The archive that would be deployed; it must be the release's.")
                    @Nullable
                    String artifactDigest,
            @QueryParam("rollback")
                    @DefaultValue("false")
                    @Pattern(regexp = Text.BOOLEAN, message = Text.BOOLEAN_RULE)
                    @Parameter(
                            description = "Whether it is a rollback to an earlier release.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    String rollback,
            @QueryParam("actor")
                    @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
                    @Parameter(description = "Who would deploy; the caller if absent.")
                    @Nullable
                    String actor) {
        return gate.evaluate(new GateQuestion(
                candidates.get(service, version, environment),
                Digest.ofNullable(artifactDigest).orElse(null),
                Boolean.parseBoolean(rollback),
                List.of(Requester.account(
                        actor == null ? security.getUserPrincipal().getName() : actor)),
                null));
    }
}
