package dev.slipway.ledger.policy;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.http.VersionTag;
import dev.slipway.ledger.platform.page.AfterVersion;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An environment's policy over HTTP. */
@Path("environments/{name}/policy")
@Tag(name = "Policies")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PolicyResource {

    @Inject
    PolicyService service;

    @Inject
    PolicyRepository policies;

    @Inject
    EnvironmentService environments;

    @Context
    SecurityContext security;

    /** The policy in force; its tag is what a change must bring. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getPolicy", summary = "Show what an environment requires of a release")
    @APIResponseSchema(value = PolicyResponse.class, responseCode = "200", responseDescription = "The policy in force.")
    public Response show(@PathParam("name") String name) {
        Environment environment = environment(name);
        return policies.newest(environment.id())
                .map(policy -> tagged(policy.response(name)))
                .orElseGet(() -> tagged(PolicyResponse.of(name, Rules.NONE, null, null)));
    }

    /** Puts another policy in force. */
    @PUT
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "changePolicy",
            summary = "Change what an environment requires of a release",
            description =
                    "If-Match must be the ETag of the policy in force, so that you overwrite nobody else's change.")
    @APIResponseSchema(value = PolicyResponse.class, responseCode = "200", responseDescription = "It is in force.")
    public Response change(
            @PathParam("name") String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Parameter(required = true, example = "\"policy-3\"") @Nullable
                    String ifMatch,
            ChangePolicyRequest request) {
        Environment environment = environment(name);
        if (ifMatch == null) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send the ETag of the policy that you changed.",
                    new Violation(HttpHeaders.IF_MATCH, "is required"));
        }
        int inForce = service.rules(environment).version();
        if (!tag(inForce).isIn(ifMatch)) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "Version " + inForce + " is in force. Read it again.");
        }
        return tagged(service.change(
                        environment,
                        inForce,
                        request,
                        security.getUserPrincipal().getName())
                .response(name));
    }

    /** One page of the versions of a policy, the newest first. */
    @GET
    @Path("history")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listPolicyVersions", summary = "List the versions of a policy, the newest first")
    @APIResponse(responseCode = "200", description = "One page of the versions; empty before the first change.")
    public Page<PolicyResponse> history(
            @PathParam("name") String name, @Valid @BeanParam Limit limit, @Valid @BeanParam AfterVersion after) {
        return limit.page(
                most -> policies.newestFirst(environment(name).id(), after.version(), most),
                policy -> policy.response(name),
                policy -> Integer.toString(policy.version()));
    }

    private Environment environment(String name) {
        return environments.find(name).orElseThrow(NotFoundException::new);
    }

    private static VersionTag tag(int version) {
        return new VersionTag("policy", version);
    }

    private static Response tagged(PolicyResponse policy) {
        return Response.ok(policy).tag(tag(policy.version()).of(policy)).build();
    }
}
