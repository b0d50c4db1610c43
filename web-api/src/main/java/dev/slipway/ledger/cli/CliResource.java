package dev.slipway.ledger.cli;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Sha256;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The CLI over HTTP: public, since people need it before they can sign in. */
@Path("cli")
@Tag(name = "CLI")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CliResource {
    private static final String CLIENT = "cli";

    @Inject
    Program program;

    @Inject
    LedgerConfig config;

    @GET
    @PermitAll
    @SecurityRequirementsSet
    @Operation(operationId = "getCli", summary = "Show where to download the CLI, and where it signs people in")
    @APIResponse(responseCode = "200", description = "The addresses.")
    public CliResponse show() {
        return new CliResponse(
                URI.create(config.authUrl() + "/realms/slipway"),
                CLIENT,
                program.version(),
                Program.PATH,
                Sha256.PREFIX + program.sha256());
    }
}
