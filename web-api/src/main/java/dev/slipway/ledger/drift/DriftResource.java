package dev.slipway.ledger.drift;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.page.Cursor;
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
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Drifts over HTTP. */
@Path("drifts")
@Tag(name = "Drifts")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DriftResource {

    @Inject
    DriftService service;

    @Inject
    DriftRepository drifts;

    @Context
    SecurityContext security;

    /** One page of the drifts, most recently detected first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listDrifts", summary = "List the drifts, newest first")
    @APIResponse(responseCode = "200", description = "One page of the drifts.")
    public Page<DriftResponse> list(
            @QueryParam("state")
                    @Pattern(regexp = "^(open|cleared)$", message = "must be one of open, cleared")
                    @Parameter(schema = @Schema(enumeration = {"open", "cleared"}))
                    @Nullable
                    String state,
            @QueryParam("service") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String ofService,
            @QueryParam("environment") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable
                    String environment,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        Boolean isOpen = state == null ? null : state.equals("open");
        return limit.page(
                most -> drifts.newestFirst(isOpen, ofService, environment, after.cursor(), most),
                DriftResponse::of,
                drift -> new Cursor(drift.detectedAt(), drift.id()).toString());
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getDrift", summary = "Show one drift")
    @APIResponse(responseCode = "200", description = "The drift.")
    public DriftResponse show(@PathParam("id") UUID id) {
        return drifts.find(id).map(DriftResponse::of).orElseThrow(NotFoundException::new);
    }

    /** Explains a drift, in the caller's name. */
    @POST
    @Path("{id}/explanation")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "explainDrift",
            summary = "Explain a drift, in the caller's name",
            description =
                    "This clears it; the same content of this archive on this worker is not reported again. Of the kind"
                            + " `break-glass`, it covers what was done within ten minutes of `detectedAt`, until it is"
                            + " explained; what is done after that is another drift.")
    @APIResponse(responseCode = "200", description = "The drift, cleared.")
    public DriftResponse explain(@PathParam("id") UUID id, ExplainDriftRequest request) {
        return DriftResponse.of(
                service.explain(id, request.note(), security.getUserPrincipal().getName()));
    }
}
