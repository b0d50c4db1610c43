package dev.slipway.ledger.evidence;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One piece of evidence over HTTP. */
@Path("evidence/{id}")
@Tag(name = "Evidence")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@ApplicationScoped
public class EvidenceResource {

    @Inject
    EvidenceRepository evidence;

    /** The parsed content of a file. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getEvidence", summary = "Show one piece of evidence, with the tests that did not pass")
    @APIResponse(responseCode = "200", description = "The evidence.")
    public EvidenceResponse show(@PathParam("id") UUID id) {
        return evidence.find(id)
                .map(piece -> EvidenceResponse.of(piece, evidence.failures(id)))
                .orElseThrow(NotFoundException::new);
    }

    /**
     * The file itself. It is untrusted: a browser must save it, and execute nothing in it if it renders it all the same.
     */
    @GET
    @Path("file")
    @RolesAllowed(Roles.VIEWER)
    @Produces(MediaType.WILDCARD)
    @Operation(operationId = "getEvidenceFile", summary = "Download the file, byte by byte as it was uploaded")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response file(@PathParam("id") UUID id) {
        Evidence piece = evidence.find(id).orElseThrow(NotFoundException::new);
        StreamingOutput content = out -> evidence.copyTo(id, out);
        return Response.ok(content, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, piece.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(piece.name()))
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
