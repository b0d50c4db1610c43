package dev.slipway.ledger.policy;

import dev.slipway.ledger.environment.Environment;
import dev.slipway.ledger.environment.EnvironmentService;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.policy.freeze.Freeze;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The freezes of an environment's policy over HTTP, one by one. */
@Path("environments/{name}/freezes")
@Tag(name = "Policies")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class FreezeResource {

    @Inject
    PolicyService service;

    @Inject
    PolicyRepository policies;

    @Inject
    EnvironmentService environments;

    @Context
    SecurityContext security;

    /** The content of a request, which a repeated one must match. */
    private record Frozen(String environment, Freeze freeze) {}

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "addFreeze", summary = "Add a freeze to an environment", description = """
                    Makes a new version of the policy, with this freeze, and without those that are over. A one-time \
                    freeze of the same name is replaced; repeating the call changes nothing. The name of a new one \
                    cannot have / or ; in it.""")
    @APIResponse(responseCode = "200", description = "The policy in force.")
    public PolicyResponse add(
            @PathParam("name") String name, @Valid @BeanParam Idempotency idempotency, Freeze freeze) {
        Environment environment = environment(name);
        Principal caller = security.getUserPrincipal();
        service.freeze(environment, freeze, caller.getName(), idempotency.key(caller, new Frozen(name, freeze)));
        return policy(environment);
    }

    @DELETE
    @Path("{freeze}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "removeFreeze",
            summary = "Remove a freeze from an environment",
            description = "Makes a new version of the policy, without the freezes of this name.")
    @APIResponse(responseCode = "200", description = "The policy in force.")
    public PolicyResponse remove(@PathParam("name") String name, @PathParam("freeze") String freeze) {
        Environment environment = environment(name);
        service.unfreeze(environment, freeze, security.getUserPrincipal().getName());
        return policy(environment);
    }

    private PolicyResponse policy(Environment environment) {
        return policies.newest(environment.id())
                .map(policy -> policy.response(environment.name()))
                .orElseThrow(NotFoundException::new);
    }

    private Environment environment(String name) {
        return environments.find(name).orElseThrow(NotFoundException::new);
    }
}
