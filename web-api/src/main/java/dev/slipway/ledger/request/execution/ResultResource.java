package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.request.DeploymentRequestResponse;
import dev.slipway.ledger.request.Responses;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a request ended that the agent carried out, over HTTP. */
@Path("deployment-requests/{id}/result")
@Tag(name = "Deployment requests")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ResultResource {

    @Inject
    ExecutionService service;

    @Inject
    Responses responses;

    @Context
    SecurityContext security;

    /** Records how a request ended. */
    @PUT
    @RolesAllowed(Roles.AGENT)
    @Operation(operationId = "reportResult", summary = "Report the result of a deployment request", description = """
                    For the agent that claimed it. The deployment is recorded in the requester's name; a release that \
                    was restored after a failure is recorded as a rollback; the environment's lock is released. \
                    Repeating the call changes nothing.""")
    @APIResponse(responseCode = "200", description = "The result is recorded.")
    public DeploymentRequestResponse report(@PathParam("id") UUID id, ReportResultRequest request) {
        return responses.of(
                service.finish(id, request, security.getUserPrincipal().getName()));
    }
}
