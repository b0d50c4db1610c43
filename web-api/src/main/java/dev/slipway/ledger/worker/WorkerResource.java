package dev.slipway.ledger.worker;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Workers over HTTP. */
@Path("workers")
@Tag(name = "Workers")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class WorkerResource {

    @Inject
    WorkerRepository workers;

    @Inject
    ReleaseService releases;

    /** One page of the workers, by name, with what is on each. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listWorkers", summary = "List the workers, by name, with what is on each")
    @APIResponse(responseCode = "200", description = "One page of the workers.")
    public Page<WorkerResponse> list(
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = Text.LINE, message = Cursor.FORM_RULE) @Nullable String after) {
        int size = limit.size();
        List<Worker> found = workers.byName(after, size + 1);
        List<WorkerArchive> archives =
                workers.archives(found.stream().map(Worker::name).toList());
        Map<Digest, List<Release>> released = releases.withDigests(archives.stream()
                .flatMap(archive -> archive.artifactDigest().stream())
                .collect(Collectors.toSet()));
        return Page.of(found, size, worker -> response(worker, archives, released), Worker::name);
    }

    private static WorkerResponse response(
            Worker worker, List<WorkerArchive> archives, Map<Digest, List<Release>> released) {
        return new WorkerResponse(
                worker.name(),
                worker.environment().name(),
                worker.group().name().orElse(null),
                worker.lastSeenAt(),
                archives.stream()
                        .filter(archive -> archive.worker().equals(worker.name()))
                        .map(archive -> response(
                                archive,
                                archive.artifactDigest().map(released::get).flatMap(worker.group()::firstThatMayRun)))
                        .toList());
    }

    private static WorkerResponse.Archive response(WorkerArchive archive, Optional<Release> release) {
        return new WorkerResponse.Archive(
                archive.archive(),
                release.map(Release::service).orElseGet(archive::service).name(),
                archive.artifactDigest().map(Digest::text).orElse(null),
                release.map(Release::version).orElse(null),
                archive.isEnabled());
    }
}
