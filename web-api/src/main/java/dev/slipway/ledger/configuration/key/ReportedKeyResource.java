package dev.slipway.ledger.configuration.key;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The agent's report of the line's key, over HTTP. */
@Path("agent/configuration-key")
@Tag(name = "Agent")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReportedKeyResource {

    @Inject
    KeyService service;

    @Context
    SecurityContext security;

    @PUT
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "reportConfigurationKey",
            summary = "Report the public key that secrets are to be sealed for",
            description = "From then on, it is the one in use. Secrets sealed for an earlier one are still accepted.")
    @APIResponse(responseCode = "200", description = "It is in use.")
    public ConfigurationKey report(ConfigurationKey key) {
        return service.store(key, security.getUserPrincipal().getName());
    }
}
