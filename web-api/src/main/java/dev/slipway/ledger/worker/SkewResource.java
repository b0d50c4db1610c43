package dev.slipway.ledger.worker;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Text;
import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.release.ReleaseService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Skew between workers of a group, over HTTP. */
@Path("skews")
@Tag(name = "Workers")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SkewResource {
    private static final int MOST = 100;

    @Inject
    WorkerRepository workers;

    @Inject
    ReleaseService releases;

    /** Every archive that is not the same on all workers of a group. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listSkews",
            summary = "List the archives that are not the same on all workers of a group",
            description = """
                    The workers that were seen in the last minute are compared: those of a server group with each \
                    other, and those of an environment that belong to no group. An archive is listed if it is not on \
                    all of them, does not run on all of them, or does not have the same digest on all; at most 100 are \
                    shown.""")
    @APIResponse(
            responseCode = "200",
            description = "The archives, by environment, group and name; empty if there is no skew.")
    public Page<SkewResponse> list(
            @QueryParam("environment") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable
                    String environment) {
        List<SkewSide> sides = workers.skewed(environment, MOST);
        Map<Digest, List<Release>> released = releases.withDigests(
                sides.stream().flatMap(side -> side.artifactDigest().stream()).collect(Collectors.toSet()));
        Map<SkewSide.Key, List<SkewSide>> archives =
                sides.stream().collect(Collectors.groupingBy(SkewSide::key, LinkedHashMap::new, Collectors.toList()));
        return new Page<>(
                archives.values().stream().map(of -> response(of, released)).toList(), null);
    }

    private static SkewResponse response(List<SkewSide> sides, Map<Digest, List<Release>> released) {
        SkewSide first = sides.get(0);
        return new SkewResponse(
                first.key().group().environment(),
                first.key().group().name().orElse(null),
                first.key().archive(),
                first.service(),
                sides.stream()
                        .map(side -> new SkewResponse.Side(
                                side.worker(),
                                side.isPresent(),
                                side.digest(),
                                side.artifactDigest()
                                        .map(released::get)
                                        .flatMap(first.key().group()::firstThatMayRun)
                                        .map(Release::version)
                                        .orElse(null),
                                side.isEnabled()))
                        .toList());
    }
}
