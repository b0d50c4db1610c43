package dev.slipway.ledger.archive;

import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.http.ConnectionLimits.Holder;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.spool.Uploads;
import dev.slipway.ledger.platform.text.Digest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Releases' archives over HTTP. */
@Path("archives/{digest}")
@Tag(name = "Archives")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.WILDCARD)
@ApplicationScoped
public class ArchiveResource {

    @Inject
    ArchiveService service;

    @Inject
    ArchiveStore store;

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

    /** The content of an archive. A browser must save it, and execute none of it. */
    @GET
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.AGENT})
    @Operation(operationId = "getArchive", summary = "Download a release's archive", description = """
                    A caller who may deploy only some services can download it if it is one of theirs: they uploaded \
                    it, or a `deployer` recorded the release, or requested with this digest that the agent deploy it, \
                    neither as a rollback nor from a page.""")
    @APIResponse(
            responseCode = "200",
            description = "The archive, byte by byte as it was uploaded.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response download(@PathParam("digest") String text) throws IOException {
        Digest digest = digest(text);
        deployers.requireAny(service.services(digest));
        FileChannel archive = open(digest);
        StreamingOutput content = out -> {
            try (InputStream bytes = Channels.newInputStream(archive)) {
                bytes.transferTo(out);
            }
        };
        return described(Response.ok(content, MediaType.APPLICATION_OCTET_STREAM_TYPE), archive.size());
    }

    /** Whether an archive is kept for the caller, and how long it is. On any other answer than 404, older clients do not upload it. */
    @HEAD
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.AGENT})
    @Operation(operationId = "hasArchive", summary = "Check whether a release's archive is stored")
    @APIResponse(responseCode = "200", description = "It is stored.")
    public Response head(@PathParam("digest") String text) throws IOException {
        Digest digest = digest(text);
        deployers.requireAny(service.services(digest));
        if (!deployers.mayDeployAny(service.holders(digest))) {
            throw new NotFoundException();
        }
        try (FileChannel archive = store.open(digest).orElseThrow(NotFoundException::new)) {
            return described(Response.ok().type(MediaType.APPLICATION_OCTET_STREAM_TYPE), archive.size());
        }
    }

    /** Stores a release's archive. */
    @PUT
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.AGENT})
    @Operation(operationId = "uploadArchive", summary = "Upload a release's archive", description = """
                    The body is the archive, of at most 1 GiB. It must have this digest, and there must be a release \
                    with it. It is kept for a day, and as long as it is live or requested anywhere, or is one of the \
                    last `SLIPWAY_ARCHIVES_KEPT` releases (10) of its service that were deployed to an environment. It \
                    then belongs to the services that the caller has a role for, or to the only one that has a release \
                    of it.""")
    @APIResponse(responseCode = "201", description = "It is stored.")
    @APIResponse(responseCode = "204", description = "It was stored already.")
    @APIResponse(responseCode = "429", ref = "TooManyRequests")
    public Response upload(
            @PathParam("digest") String text,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body)
            throws IOException {
        Digest digest = digest(text);
        deployers.requireAny(service.services(digest));
        URI location = uri.getAbsolutePath();
        Holder sender = new Holder(security.getUserPrincipal().getName(), http.getRemoteAddr());
        boolean isNew = uploads.admit(sender, () -> service.store(digest, body));
        service.confirm(deployers.affected(service.services(digest)), digest);
        return isNew ? Response.created(location).build() : Response.noContent().build();
    }

    /**
     * Only for those who may deploy one of the {@linkplain ArchiveService#holders services that have it}: whoever only
     * claims it may know no more than its digest.
     */
    private FileChannel open(Digest digest) throws IOException {
        boolean isTheirs = deployers.mayDeployAny(service.holders(digest));
        FileChannel archive = store.open(digest).orElseThrow(NotFoundException::new);
        if (!isTheirs) {
            archive.close();
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "It was not uploaded for a service that you may deploy. Upload it first.");
        }
        return archive;
    }

    private static Digest digest(String text) {
        return Digest.parse(text).orElseThrow(NotFoundException::new);
    }

    private static Response described(Response.ResponseBuilder response, long size) {
        return response.header(HttpHeaders.CONTENT_LENGTH, size)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
