package dev.slipway.ledger.configuration.key;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The key that secrets are sealed for, over HTTP. */
@Path("configuration-key")
@Tag(name = "Configuration")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ConfigurationKeyResource {

    @Inject
    KeyService service;

    /** The key in use. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getConfigurationKey",
            summary = "Show the public key that secrets are sealed for",
            description = "Only the line has the private key. 404 until the agent has reported a key.")
    @APIResponse(responseCode = "200", description = "The key in use.")
    @APIResponse(responseCode = "404", ref = "NotFound")
    public ConfigurationKey show() {
        return service.inUse();
    }
}
