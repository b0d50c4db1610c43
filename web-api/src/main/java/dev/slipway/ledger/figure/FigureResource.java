package dev.slipway.ledger.figure;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Text;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The last metrics of the services' workers, over HTTP. */
@Path("worker-figures")
@Tag(name = "Server groups")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class FigureResource {

    @Inject
    FigureRepository figures;

    /** One page of them, by the workers' names. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listWorkerFigures",
            summary = "List the latest metrics of the workers of services",
            description = "The agent polls each four times a minute for its memory, threads, connections and requests.")
    @APIResponse(responseCode = "200", description = "One page of the workers, by name.")
    public Page<WorkerFiguresResponse> list(
            @QueryParam("service") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String service,
            @Valid @BeanParam Limit limit,
            @QueryParam("after")
                    @Pattern(regexp = "^[a-z][a-z0-9-]{0,65}$", message = "must be the name of a worker")
                    @Nullable
                    String after) {
        return limit.page(
                most -> figures.byWorker(service, after, most), WorkerFiguresResponse::of, figure -> figure.worker);
    }
}
