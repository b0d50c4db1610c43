package dev.slipway.ledger.people;

import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.idempotency.Idempotency;
import dev.slipway.ledger.platform.json.Fingerprint;
import dev.slipway.ledger.platform.json.Json;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** People over HTTP. */
@Path("people")
@Tag(name = "People")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PersonResource {
    /** How many people come before; Keycloak's lists are read by position. */
    private static final String POSITION = "^[1-9][0-9]{0,5}$";

    private static final int CHANGES_SHOWN = 100;

    @Inject
    PersonService service;

    @Inject
    PersonDirectory people;

    @Inject
    PersonChangeRepository changes;

    @Context
    UriInfo uri;

    @Context
    SecurityContext security;

    /** One page of the people, by name. */
    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "listPeople",
            summary = "List the people, by name",
            description =
                    "Without machines' accounts. *roles* are those that were granted directly; *rolesElsewhere* has"
                            + " the others. Keycloak's lists are read by position: if an account is added or deleted between"
                            + " two pages, a person may be on both, or on neither.")
    @APIResponse(responseCode = "200", description = "One page of the people.")
    public Page<PersonResponse> list(
            @QueryParam("search")
                    @Pattern(regexp = Text.LINE, message = Text.LINE_RULE)
                    @Parameter(description = "Text in the user name, the first or last name, or the address.")
                    @Nullable
                    String search,
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = POSITION, message = Cursor.FORM_RULE) @Nullable String after) {
        int first = after == null ? 0 : Integer.parseInt(after);
        return limit.page(
                most -> people.byName(search, first, most),
                PersonResponse::of,
                last -> String.valueOf(first + limit.size()));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(operationId = "getPerson", summary = "Show one person")
    @APIResponseSchema(value = PersonResponse.class, responseCode = "200", responseDescription = "The person.")
    public Response show(@PathParam("id") UUID id) {
        PersonResponse person = people.find(id).map(PersonResponse::of).orElseThrow(NotFoundException::new);
        return Response.ok(person).tag(tag(person)).build();
    }

    /** The changes of a person's account. */
    @GET
    @Path("{id}/changes")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "listPersonChanges",
            summary = "List the changes of a person's account through the ledger, newest first")
    @APIResponse(responseCode = "200", description = "The last 100 changes.")
    public Page<PersonChangeResponse> changes(@PathParam("id") UUID id) {
        List<PersonChangeResponse> newest = changes.newestFirst(id, CHANGES_SHOWN).stream()
                .map(PersonChangeResponse::of)
                .toList();
        return new Page<>(newest, null);
    }

    /** Invites a person; only this answer shows the password. */
    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "invitePerson",
            summary = "Invite a person",
            description = "Creates an account with a one-time password. Send it through a channel that you trust.")
    @APIResponseSchema(
            value = PersonResponse.class,
            responseCode = "201",
            responseDescription = "The account is created.")
    public Response invite(@Valid @BeanParam Idempotency idempotency, InvitePersonRequest request) {
        UriBuilder location = uri.getAbsolutePathBuilder();
        Principal caller = security.getUserPrincipal();
        PersonResponse invited = service.invite(request, caller.getName(), idempotency.key(caller, request));
        return Response.created(location.path(invited.id().toString()).build())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(invited)
                .build();
    }

    @PUT
    @Path("{id}/roles")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "setPersonRoles",
            summary = "Grant and revoke roles",
            description = "A person who is signed in has the new roles within five minutes. With the person's ETag in"
                    + " If-Match, you overwrite nobody else's change.")
    @APIResponse(responseCode = "200", description = "The person, with these roles.")
    public PersonResponse setPersonRoles(
            @PathParam("id") UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(example = "\"LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564\"")
                    @Nullable
                    String ifMatch,
            SetPersonRolesRequest request) {
        return PersonResponse.of(service.setRoles(
                id,
                Set.copyOf(request.roles()),
                person -> ifMatch == null || matches(ifMatch, person),
                security.getUserPrincipal().getName()));
    }

    /** Enables or disables a person's account. */
    @PUT
    @Path("{id}/enabled")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "setPersonEnabled",
            summary = "Enable or disable an account",
            description = "Disabling ends open sessions within five minutes.")
    @APIResponse(responseCode = "200", description = "The person.")
    public PersonResponse setPersonEnabled(@PathParam("id") UUID id, SetPersonEnabledRequest request) {
        Person person = service.setEnabled(
                id, request.isEnabled(), security.getUserPrincipal().getName());
        if (!request.isEnabled()) {
            // Somebody may have signed in just before. If it fails, the change is recorded, and a repeated request does
            // it again.
            people.signOut(id);
        }
        return PersonResponse.of(person);
    }

    /** By RFC 9110 any one of the tags will do, and no weak one. */
    private static boolean matches(String ifMatch, Person person) {
        String tag = '"' + tag(PersonResponse.of(person)).getValue() + '"';
        return Arrays.stream(ifMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(candidate -> candidate.equals("*") || candidate.equals(tag));
    }

    private static EntityTag tag(PersonResponse person) {
        return new EntityTag(Fingerprint.of(Json.text(person).getBytes(StandardCharsets.UTF_8)));
    }
}
