package dev.slipway.ledger.release;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
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
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Releases over HTTP. */
@Path("releases")
@Tag(name = "Releases")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ReleaseResource {

    @Inject
    ReleaseService service;

    @Inject
    ReleaseRepository releases;

    @Inject
    ArchiveService archives;

    @Inject
    Deployers deployers;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    /** One page of the releases, newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listReleases", summary = "List the releases, newest first")
    @APIResponse(responseCode = "200", description = "One page of the releases.")
    public Page<ReleaseResponse> list(
            @QueryParam("service") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String ofService,
            @QueryParam("version") @Pattern(regexp = Text.VERSION, message = Text.VERSION_RULE) @Nullable
                    String version,
            @QueryParam("artifactDigest") @Pattern(regexp = Text.DIGEST, message = Text.DIGEST_RULE) @Nullable
                    String artifactDigest,
            @QueryParam("environment")
                    @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
                    @Parameter(description = "Only releases whose deployment into this environment was requested.")
                    @Nullable
                    String environment,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        int size = limit.size();
        List<Release> found = releases.newestFirst(
                new ReleaseFilter(ofService, version, artifactDigest, environment), after.cursor(), size + 1);
        Set<UUID> claimed = archives.claimed(found.stream().map(Release::id).toList());
        return Page.of(
                found,
                size,
                release -> ReleaseResponse.of(
                        release, archives.isKept(release.artifactDigest()) && !claimed.contains(release.id())),
                release -> new Cursor(release.recordedAt(), release.id()).toString());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getRelease", summary = "Show one release")
    @APIResponse(responseCode = "200", description = "The release.")
    public ReleaseResponse show(@PathParam("id") UUID id) {
        return releases.find(id).map(this::response).orElseThrow(NotFoundException::new);
    }

    /** The commits of one release. */
    @GET
    @Path("{id}/commits")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listCommits", summary = "List the commits of a release since the one before")
    @APIResponse(
            responseCode = "200",
            description = "Its commits, newest first, each once; none if they were not recorded.")
    public Commits commits(@PathParam("id") UUID id) {
        return releases.find(id).map(service::commits).map(Commits::new).orElseThrow(NotFoundException::new);
    }

    /**
     * Records a release. Deployers of its service may download and deploy its archive: so naming a digest does not give
     * a service another one's archive, nor one that no service has yet.
     */
    @POST
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.AGENT})
    @Operation(operationId = "recordRelease", summary = "Record a release", description = """
                    An archive belongs to a service once a `deployer` has recorded a release of it, the service's own \
                    deployer has uploaded it, a release of it was recorded while one of the service's workers had it, \
                    or it was deployed without a release. A caller who may deploy none of the services that it belongs \
                    to cannot record it for another service without the role `deployer`.""")
    @APIResponseSchema(value = ReleaseResponse.class, responseCode = "201", responseDescription = "It is recorded.")
    public Response record(@Valid @BeanParam Idempotency idempotency, RecordReleaseRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        deployers.require(request.service());
        Digest digest = new Digest(request.artifactDigest());
        List<String> holders = archives.holders(digest);
        deployers.requireAny(holders);
        Principal caller = security.getUserPrincipal();
        Release recorded = service.record(
                request,
                caller.getName(),
                deployers.isProofFor(request.service(), holders) || archives.isOnWorker(request.service(), digest),
                idempotency.key(caller, request));
        return Response.created(location.path(recorded.id().toString()).build())
                .entity(response(recorded))
                .build();
    }

    private ReleaseResponse response(Release release) {
        return ReleaseResponse.of(release, archives.isKept(release.id(), release.artifactDigest()));
    }
}
