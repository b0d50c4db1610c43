package dev.slipway.ledger.definition;

import dev.slipway.ledger.definition.reading.Mistake;
import dev.slipway.ledger.definition.reading.YamlText;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import dev.slipway.ledger.platform.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A service's definition over HTTP. */
@Path("services/{name}/definition")
@Tag(name = "Service definitions")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class DefinitionResource {
    static final String YAML = "application/yaml";

    private static final String DROP_ENVIRONMENT = "drop-environment";
    private static final String TAG_EXAMPLE = "\"definition-3\"";

    private static final String EXAMPLE = """
            service: shop
            title: Web shop
            environments:
              staging: {workers: 1, memory: 384m, mail: false}
              production: {workers: 2, memory: 768m}
            database: {jndi: [java:jboss/datasources/ShopDS]}
            login: {roles: [customer]}
            mail: {from: shop@example.org}
            messaging: {queues: [orders]}
            probe: /api/ready
            """;

    @Inject
    DefinitionService service;

    @Inject
    DefinitionRepository definitions;

    @Context
    SecurityContext security;

    /** The definition in force; its tag is what a change may bring. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getDefinition", summary = "Show what a service needs")
    @APIResponseSchema(
            value = DefinitionResponse.class,
            responseCode = "200",
            responseDescription = "The definition in force; 404 if there is none.")
    public Response show(@PathParam("name") String name) {
        return definitions
                .newest(name)
                .filter(version -> version.operation() == DefinitionOperation.APPLIED)
                .map(DefinitionResponse::of)
                .map(DefinitionResource::tagged)
                .orElseThrow(NotFoundException::new);
    }

    @PUT
    @Consumes(YAML)
    @RolesAllowed({Roles.DEPLOYER, Roles.ADMIN})
    @Operation(operationId = "applyDefinition", summary = "Apply a service's definition", description = """
                    The body is the definition's file in YAML, of at most 64 KiB. Its keys: *service*, *title*, \
                    *environments* (of each: *workers* from 1 to 8, *memory* and *metaspace* from 128m to 8g, *mail: \
                    false* to send no mail there), *database* (true or *jndi*), *login* (true or *roles*), *mail* \
                    (true, *from* or *jndi*), *messaging* (*queues*, *topics*), *contextRoot*, *probe*. All mistakes \
                    are reported at once, each with its path and its line. An unknown service is created. From then \
                    on, the service has a server group in each environment that is named, and the line's agent creates \
                    or changes what differs; the group of an environment that is no longer named is removed, but its \
                    data stay. A definition that is the same as the one in force makes no new version. With \
                    *baseVersion*, or the definition's ETag in If-Match, you overwrite nobody else's change.""")
    @APIResponseSchema(
            value = DefinitionResponse.class,
            responseCode = "200",
            responseDescription = "It is in force, or would be; *changes* lists the differences.")
    public Response apply(
            @PathParam("name") String name,
            @QueryParam("dryRun")
                    @DefaultValue("false")
                    @Pattern(regexp = Text.BOOLEAN, message = Text.BOOLEAN_RULE)
                    @Parameter(
                            description = "Whether only to show what would change.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    String dryRun,
            @QueryParam("baseVersion")
                    @Pattern(regexp = "^(0|[1-9][0-9]{0,8})$", message = "must be the number of a version, or 0")
                    @Parameter(
                            description =
                                    "The version that the definition is based on, 0 if there was none: if another one is in force,"
                                            + " it is refused with 412. If left out, any may be in force.",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
                    @Nullable
                    String baseVersion,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(description = "The ETag of the definition that it is based on.", example = TAG_EXAMPLE)
                    @Nullable
                    String ifMatch,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = YAML,
                                            schema = @Schema(type = SchemaType.STRING),
                                            examples = @ExampleObject(name = "A shop", value = EXAMPLE)))
                    InputStream body)
            throws IOException {
        boolean isDryRun = Boolean.parseBoolean(dryRun);
        DefinitionResponse applied = service.apply(
                name,
                text(body),
                security.getUserPrincipal().getName(),
                isDryRun,
                new BaseVersion(baseVersion == null ? null : Integer.valueOf(baseVersion), ifMatch));
        return isDryRun ? Response.ok(applied).build() : tagged(applied);
    }

    @DELETE
    @RolesAllowed({Roles.DEPLOYER, Roles.ADMIN})
    @Operation(operationId = "removeDefinition", summary = "Remove a service's definition", description = """
                    The service's workers and host names are removed, and its login clients are disabled; its \
                    databases, their data and people's roles in those clients stay. A second call with *data=drop* \
                    deletes them. The service, its releases and its history always stay. Removing a removed definition \
                    has no effect. With *data=drop-environment*, the definition stays, and the data of *environment*, \
                    which it must no longer name, are deleted.""")
    @APIResponse(responseCode = "200", description = "It is removed; *changes* lists the differences.")
    public DefinitionResponse remove(
            @PathParam("name") String name,
            @QueryParam("data")
                    @DefaultValue("keep")
                    @Pattern(
                            regexp = "^(keep|drop|drop-environment)$",
                            message = "must be keep, drop or drop-environment")
                    @Parameter(
                            description = "Whether to delete the data, too, of a definition that was removed before.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"keep", "drop", DROP_ENVIRONMENT},
                                            defaultValue = "keep"))
                    String data,
            @QueryParam("environment")
                    @Pattern(regexp = Text.NAME, message = Text.NAME_RULE)
                    @Parameter(description = "With *data=drop-environment*: the environment whose data are deleted.")
                    @Nullable
                    String environment,
            @HeaderParam(HttpHeaders.IF_MATCH)
                    @Parameter(
                            description = "The ETag of the definition in force: with another one, the response is 412.",
                            example = TAG_EXAMPLE)
                    @Nullable
                    String ifMatch) {
        // A separate value, not 'drop' with an environment: an earlier ledger would ignore the environment, and drop
        // the data of all.
        if (data.equals(DROP_ENVIRONMENT) != (environment != null)) {
            throw ProblemException.invalid(
                    List.of(new Violation("environment", "is allowed only with data=drop-environment")));
        }
        BaseVersion base = new BaseVersion(null, ifMatch);
        String actor = security.getUserPrincipal().getName();
        if (environment != null) {
            return service.dropData(name, environment, actor, base);
        }
        return service.remove(name, actor, data.equals("drop"), base);
    }

    private static Response tagged(DefinitionResponse definition) {
        return Response.ok(definition).tag(BaseVersion.tag(definition)).build();
    }

    private static String text(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(YamlText.LARGEST + 1);
        if (bytes.length > YamlText.LARGEST) {
            throw new ProblemException(ProblemType.CONTENT_TOO_LARGE, "The limit is " + YamlText.LARGEST + " bytes.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(
                    ProblemType.INVALID_DEFINITION,
                    "The definition is not UTF-8; save it as UTF-8.",
                    new Violation(Mistake.WHOLE, "must be UTF-8"));
        }
    }
}
