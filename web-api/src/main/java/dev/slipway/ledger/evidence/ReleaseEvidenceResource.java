package dev.slipway.ledger.evidence;

import dev.slipway.ledger.evidence.contents.Contents;
import dev.slipway.ledger.evidence.contents.Kind;
import dev.slipway.ledger.evidence.format.EvidenceReader;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.spool.Spool;
import dev.slipway.ledger.platform.spool.Uploads;
import dev.slipway.ledger.platform.text.OneOf;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A release's evidence over HTTP. */
@Path("releases/{id}/evidence")
@Tag(name = "Evidence")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReleaseEvidenceResource {
    @Inject
    EvidenceIntake intake;

    @Inject
    EvidenceService service;

    @Inject
    EvidenceRepository evidence;

    @Inject
    ReleaseService releases;

    @Inject
    Deployers deployers;

    @Inject
    Uploads uploads;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    @Context
    HttpServletRequest http;

    /** One page of a release's evidence, newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listEvidence", summary = "List a release's evidence, newest first")
    @APIResponse(responseCode = "200", description = "One page of its evidence.")
    public Page<EvidenceResponse> list(
            @PathParam("id") UUID id, @Valid @BeanParam Limit limit, @Valid @BeanParam After after) {
        Release release = releases.find(id).orElseThrow(NotFoundException::new);
        return limit.page(
                most -> evidence.newestFirst(release.id(), after.cursor(), most),
                EvidenceResponse::of,
                piece -> new Cursor(piece.recordedAt(), piece.id()).toString());
    }

    /** Adds a file to a release's evidence. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER})
    @Operation(operationId = "addEvidence", summary = "Add a file to a release's evidence", description = """
                    The body is the file, of at most 20 MB. Its kind is detected by its content, whatever its media \
                    type: a test report in the format of JUnit and Surefire, a ZIP archive of such reports (other \
                    files in it are skipped), a CycloneDX bill of materials in JSON or XML, an in-toto statement or \
                    its DSSE envelope. A later file that passes replaces one of the same name that failed.""")
    @APIResponseSchema(value = EvidenceResponse.class, responseCode = "201", responseDescription = "It is stored.")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public Response add(
            @PathParam("id") UUID id,
            @QueryParam("name")
                    @NotNull(message = Text.REQUIRED)
                    @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
                    @Parameter(example = "TEST-org.example.BasketTest.xml", required = true)
                    String name,
            @QueryParam("kind")
                    @OneOf(
                            value = Kind.class,
                            only = {"tests", "sbom", "attestation"})
                    @Parameter(
                            description = "The kind that the file must have; detected if left out.",
                            schema = @Schema(enumeration = {"tests", "sbom", "attestation"}))
                    @Nullable
                    String kind,
            @Valid @BeanParam Idempotency idempotency,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body)
            throws IOException {
        UriBuilder location = uri.getBaseUriBuilder();
        Release release = releases.find(id).orElseThrow(NotFoundException::new);
        deployers.require(release.service().name());
        Principal sender = security.getUserPrincipal();
        Evidence added = uploads.admit(new Holder(sender.getName(), http.getRemoteAddr()), () -> {
            try (Spool file = Spool.of(body, EvidenceReader.LARGEST)) {
                AddEvidenceRequest request = new AddEvidenceRequest(id, name, Kind.of(kind), file.digest());
                Contents contents = intake.read(file, release.artifactDigest(), request.kind());
                return service.add(
                        release, request, file, contents, sender.getName(), idempotency.key(sender, request));
            }
        });
        return Response.created(location.path("evidence/{id}").build(added.id()))
                .entity(EvidenceResponse.of(added))
                .build();
    }
}
