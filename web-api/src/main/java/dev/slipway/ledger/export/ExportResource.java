package dev.slipway.ledger.export;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.deployment.query.DeploymentQuery;
import dev.slipway.ledger.deployment.query.DeploymentQueryService;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.After;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deployments as a file, over HTTP. */
@Path("deployments/export")
@Tag(name = "Deployments")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces({Csv.TYPE, CdEvents.TYPE})
@ApplicationScoped
public class ExportResource {
    private static final int LIMIT = 10_000;

    @Inject
    DeploymentQueryService deployments;

    @Inject
    LedgerConfig config;

    @Context
    UriInfo uri;

    /** The newest deployments that a query finds, as a file. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "exportDeployments",
            summary = "Export the deployments as a file, most recently started first",
            description =
                    "The newest 10,000; if there are more, the header Link has the address of the next file. As CSV"
                            + " (RFC 4180), in which a cell that a spreadsheet would treat as a formula begins with an"
                            + " apostrophe; or as CDEvents 0.4.1 in a batch of CloudEvents, which has only the deployments that"
                            + " succeeded.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = {
                @Content(mediaType = Csv.TYPE, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = CdEvents.TYPE,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class))
            })
    public Response export(
            @QueryParam("format")
                    @NotNull(message = Text.REQUIRED)
                    @Pattern(regexp = "^(csv|cdevents)$", message = "must be csv or cdevents")
                    @Parameter(required = true, schema = @Schema(enumeration = {"csv", "cdevents"}))
                    String format,
            @Valid @BeanParam DeploymentQuery query,
            @Valid @BeanParam After after) {
        Format form = format.equals("csv") ? new Csv() : new CdEvents(config.ledgerUrl());
        DeploymentQueryService.Extract extract = deployments.extract(query, after.cursor(), LIMIT);
        Response.ResponseBuilder response = Response.ok(body(form, extract), form.mediaType())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name(query) + "." + form.extension() + "\"");
        extract.next()
                .ifPresent(next -> response.link(
                        uri.getRequestUriBuilder()
                                .replaceQueryParam("after", next)
                                .build(),
                        "next"));
        return response.build();
    }

    /** Written as it is read: however many there are, few are in memory. */
    private static StreamingOutput body(Format form, DeploymentQueryService.Extract extract) {
        return (OutputStream stream) -> {
            Writer file = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            try {
                form.begin(file);
                extract.forEach(deployment -> {
                    try {
                        form.write(deployment, file);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                form.end(file);
                file.flush();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        };
    }

    /** Says what is in it: every part is a name or a day, and needs no escaping. */
    private static String name(DeploymentQuery query) {
        return Stream.of(
                        Optional.of("deployments"),
                        query.service(),
                        query.environment(),
                        query.fromDay(),
                        query.untilDay())
                .flatMap(Optional::stream)
                .map(Object::toString)
                .collect(Collectors.joining("-"));
    }
}
