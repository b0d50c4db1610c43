package dev.slipway.ledger.identity;

import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller over HTTP. */
@Path("me")
@Tag(name = "Identity")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class MeResource {
    private static final List<String> ROLES =
            List.of(Roles.VIEWER, Roles.DEPLOYER, Roles.APPROVER, Roles.ADMIN, Roles.AGENT);

    @Inject
    Deployers deployers;

    @Context
    SecurityContext security;

    /** Who is calling; open to everyone with a login, so that one without any role can see just that. */
    @GET
    @PermitAll
    @Operation(operationId = "getMe", summary = "Show who is calling")
    @APIResponse(responseCode = "200", description = "The caller.")
    public MeResponse show() {
        return new MeResponse(
                security.getUserPrincipal().getName(),
                ROLES.stream().filter(security::isUserInRole).toList(),
                deployers.services());
    }
}
