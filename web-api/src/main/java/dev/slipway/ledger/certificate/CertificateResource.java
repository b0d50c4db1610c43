package dev.slipway.ledger.certificate;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Certificates over HTTP. */
@Path("certificates")
@Tag(name = "Certificates")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CertificateResource {
    private static final String HOST = "^[a-z0-9*.-]{1,253}$";
    private static final String HOST_RULE = "must be a host name";

    @Inject
    CertificateRepository certificates;

    @Inject
    Clock clock;

    /** One page of the public names, in their order, with the certificate of each. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listCertificates",
            summary = "List the line's public names in alphabetical order, each with its certificate",
            description = """
                    httpd's watcher connects to each name, and compares the certificate that is served with the newest \
                    one. A name that it has not checked for 15 minutes is *unwatched*.""")
    @APIResponse(
            responseCode = "200",
            description = "One page of the names; empty if the watcher has never reported any.")
    public Page<CertificateResponse> list(
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = Text.LINE, message = Cursor.FORM_RULE) @Nullable String after) {
        Instant now = clock.instant();
        return limit.page(
                most -> certificates.byName(after, most),
                certificate -> CertificateResponse.of(certificate, now),
                Certificate::name);
    }

    /** One page of what happened to them, newest first. */
    @GET
    @Path("events")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listCertificateEvents",
            summary = "List the events of the certificates, newest first",
            description = "Every issue, renewal, failure and recovery since the line was created.")
    @APIResponse(responseCode = "200", description = "One page of the events.")
    public Page<CertificateEventResponse> events(
            @QueryParam("name") @Pattern(regexp = HOST, message = HOST_RULE) @Nullable String name,
            @Valid @BeanParam Limit limit,
            @Valid @BeanParam After after) {
        return limit.page(
                most -> certificates.newestFirst(name, after.cursor(), most),
                CertificateEventResponse::of,
                event -> new Cursor(event.occurredAt(), event.id()).toString());
    }
}
