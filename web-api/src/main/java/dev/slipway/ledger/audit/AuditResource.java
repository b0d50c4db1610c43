package dev.slipway.ledger.audit;

import dev.slipway.ledger.audit.chain.AuditHeadsResponse;
import dev.slipway.ledger.audit.chain.AuditKeysResponse;
import dev.slipway.ledger.audit.chain.ChainService;
import dev.slipway.ledger.audit.extract.Extract;
import dev.slipway.ledger.audit.extract.ExtractService;
import dev.slipway.ledger.audit.extract.Period;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit chain over HTTP. */
@Path("audit")
@Tag(name = "Audit")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@ApplicationScoped
public class AuditResource {
    static final String ZIP = "application/zip";

    private static final String DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    private static final String DAY_RULE = "must be a day such as 2026-11-23";

    @Inject
    ExtractService extracts;

    @Inject
    ChainService chain;

    @Context
    SecurityContext security;

    /** An extract of a period as one file. */
    @GET
    @Path("extract")
    @Produces(ZIP)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "exportAudit",
            summary = "Export a period for an auditor, as one zip",
            description =
                    "Deployments, requests and the agent's steps, releases with evidence and its files, approvals,"
                            + " policies, definitions, configuration, people's roles and every event, with their part of the"
                            + " hash chain, signed; `slipway verify` checks it without access to the line.")
    @APIResponse(
            responseCode = "200",
            description = "The file; its README.txt describes the contents.",
            content = @Content(mediaType = ZIP, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response export(
            @QueryParam("from")
                    @NotNull(message = Text.REQUIRED)
                    @Pattern(regexp = DAY, message = DAY_RULE)
                    @Parameter(
                            required = true,
                            description = "The first day, in UTC.",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    String from,
            @QueryParam("until")
                    @NotNull(message = Text.REQUIRED)
                    @Pattern(regexp = DAY, message = DAY_RULE)
                    @Parameter(
                            required = true,
                            description = "The last day, in UTC.",
                            schema = @Schema(type = SchemaType.STRING, format = "date"))
                    String until) {
        Period period = new Period(day("from", from), day("until", until));
        if (period.until().isBefore(period.from())) {
            throw ProblemException.invalid(List.of(new Violation("until", "must not be before from")));
        }
        Extract extract = extracts.prepare(period, security.getUserPrincipal().getName());
        StreamingOutput content = out -> extracts.write(extract, out);
        return Response.ok(content, ZIP)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"slipway-audit-" + from + "-" + until + ".zip\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.invalid(List.of(new Violation(field, DAY_RULE)));
        }
    }

    /** The keys with which heads were signed. */
    @GET
    @Path("keys")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listAuditKeys",
            summary = "List the public keys for the line's signatures",
            description = "Store them where the line cannot change them, to check extracts against them.")
    @APIResponse(responseCode = "200", description = "The keys, the oldest first.")
    public AuditKeysResponse keys() {
        return new AuditKeysResponse(chain.keys());
    }

    /** The last signed heads. */
    @GET
    @Path("heads")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listAuditHeads",
            summary = "List the last signed heads of the chain",
            description = "The newest 100, as DSSE envelopes. A copy of one that is stored elsewhere proves later that"
                    + " nothing before it was changed.")
    @APIResponse(responseCode = "200", description = "The heads, the newest first.")
    public AuditHeadsResponse heads() {
        return new AuditHeadsResponse(chain.heads());
    }
}
