package dev.slipway.ledger.log;

import dev.slipway.ledger.identity.Deployers;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.worker.disk.UntrustedFileException;
import dev.slipway.ledger.worker.disk.WorkerFiles;
import dev.slipway.ledger.worker.lease.GroupWorkerService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Workers' logs over HTTP: only for deployers of the service, since logs may contain personal data. */
@Path("server-groups/{service}/{environment}/workers/{worker}/log")
@Tag(name = "Server groups")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class LogResource {
    private static final String LOG = "server.log";

    @Inject
    GroupWorkerService workers;

    @Inject
    Deployers deployers;

    /** The last lines, or those since then. */
    @GET
    @RolesAllowed({Roles.DEPLOYER, Roles.SERVICE_DEPLOYER, Roles.ADMIN})
    @Operation(operationId = "getWorkerLog", summary = "Read the last lines of a worker's log", description = """
                    With *after*, the lines since the response that it is from, at most 1,000: to continue, send the \
                    *after* of each response with the next call. Lines longer than 4,000 bytes are truncated; \
                    characters that are not text are replaced.""")
    @APIResponse(responseCode = "200", description = "Lines of the log.")
    public LogResponse read(
            @PathParam("service") String service,
            @PathParam("environment") String environment,
            @PathParam("worker") String worker,
            @QueryParam("lines")
                    @DefaultValue("100")
                    @Pattern(regexp = "^([1-9][0-9]{0,2}|1000)$", message = "must be a whole number from 1 to 1000")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "1000",
                                            defaultValue = "100"))
                    String lines,
            @QueryParam("after") @Pattern(regexp = Tail.Position.FORM, message = Tail.Position.FORM_RULE) @Nullable
                    String after) {
        deployers.requireOrAdmin(service);
        WorkerFiles files = workers.find(service, environment, worker).orElseThrow(NotFoundException::new);
        Tail tail = new Tail(files.log(), LOG);
        Tail.Position position = Tail.Position.parse(after);
        try {
            return LogResponse.of(worker, position == null ? tail.last(Integer.parseInt(lines)) : tail.since(position));
        } catch (UntrustedFileException e) {
            // Its user has put something else in the place of its log.
            return new LogResponse(
                    worker,
                    List.of("The log of " + worker + " is not a regular file of its user, so it is not read."),
                    true,
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
