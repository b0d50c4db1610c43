package dev.slipway.ledger.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signed decisions of the gate over HTTP. */
@Path("deployment-requests/{id}/verification-summary")
@Tag(name = "Audit")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SummaryResource {

    @Inject
    SummaryService summaries;

    /** The last decision of a request. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getVerificationSummary",
            summary = "Show the gate's last decision on a request, as a signed SLSA verification summary",
            description =
                    "A DSSE envelope, signed by one of the keys under `audit/keys`; its payload is an in-toto statement with"
                            + " the predicate https://slsa.dev/verification_summary/v1. A decision has one once it is in the audit chain,"
                            + " within seconds, and only as long as it is what was linked. A change of configuration has none, since no"
                            + " archive is checked for it.")
    @APIResponse(
            responseCode = "200",
            description = "The envelope.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT, implementation = Object.class)))
    @APIResponse(responseCode = "409", ref = "Conflict")
    public JsonNode show(@PathParam("id") UUID id) {
        return summaries.latest(id);
    }
}
