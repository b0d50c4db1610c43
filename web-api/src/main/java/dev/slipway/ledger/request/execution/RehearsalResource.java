package dev.slipway.ledger.request.execution;

import dev.slipway.ledger.evidence.EvidenceResponse;
import dev.slipway.ledger.evidence.RehearsalEvidence;
import dev.slipway.ledger.identity.MachineAccount;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
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
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The results of rollback rehearsals, over HTTP. */
@Path("deployment-requests/{id}/rehearsal")
@Tag(name = "Deployment requests")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class RehearsalResource {

    @Inject
    ExecutionService service;

    @Inject
    RehearsalEvidence evidence;

    @Context
    SecurityContext security;

    /** Stores a result as evidence of the release. */
    @PUT
    @RolesAllowed(Roles.AGENT)
    @Operation(
            operationId = "reportRehearsal",
            summary = "Report the result of a rollback rehearsal",
            description = """
                    For the agent that executes the request. The body is an in-toto statement of the release's \
                    archive, with the predicate https://in-toto.io/attestation/test-result/v0.1, of at most 1 MB; it \
                    is kept as evidence of the kind *rehearsal*, and the figures are the lengths of its passedTests \
                    and failedTests. Repeating the call changes nothing.""")
    @APIResponse(responseCode = "200", description = "The result is stored.")
    public EvidenceResponse report(
            @PathParam("id") UUID id,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT)))
                    InputStream body)
            throws IOException {
        String account = security.getUserPrincipal().getName();
        return evidence.store(service.run(id, account), body, MachineAccount.client(account));
    }
}
