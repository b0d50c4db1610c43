package dev.slipway.ledger.gitlab;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.idempotency.IdempotencyKey;
import dev.slipway.ledger.platform.json.Fingerprint;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Receives GitLab's webhooks. GitLab does not sign in, but sends a secret token that this line generated. */
@Path("hooks/gitlab")
@Tag(name = "Hooks")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class HookResource {
    private static final int LIMIT = 1 << 20;

    /** Characters that PostgreSQL stores in no JSON; an escaped backslash begins no such character. */
    static final java.util.regex.Pattern UNSTORABLE =
            java.util.regex.Pattern.compile("\\p{Cs}|(?<!\\\\)(?:\\\\\\\\)*+\\\\u0000");

    private static final String EXAMPLE = """
            {
              "object_kind": "deployment",
              "status": "success",
              "status_changed_at": "2026-11-23 11:15:42 +0100",
              "deployment_id": 15,
              "deployable_url": "https://gitlab.example.org/shop/web/-/jobs/796",
              "environment": "production",
              "project": {"id": 30},
              "short_sha": "9fceb02d",
              "user": {"username": "root"},
              "commit_url": "https://gitlab.example.org/shop/web/-/commit/9fceb02d0ae598e95dc970b74767f19372d61af8"
            }""";

    @Inject
    LedgerConfig config;

    @Inject
    GitlabService service;

    /** Receives a webhook. */
    @POST
    @PermitAll
    @SecurityRequirementsSet
    @Operation(
            operationId = "receiveGitlabEvent",
            summary = "Receive a GitLab webhook",
            description =
                    "Hooks of deployments and pipelines confirm what a pipeline recorded, with the same environment"
                            + " and commit. One that arrives before the record waits for it. Other hooks change nothing.")
    @RequestBody(
            description = "The event, as in GitLab's documentation of webhook events.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "A deployment hook", value = EXAMPLE)))
    @APIResponse(responseCode = "204", description = "It was received.")
    public void receive(
            @HeaderParam("X-Gitlab-Token") @Nullable String token,
            @HeaderParam("X-Gitlab-Event") @Nullable String event,
            @HeaderParam("X-Gitlab-Event-UUID")
                    @Pattern(regexp = IdempotencyKey.FORM, message = IdempotencyKey.FORM_RULE)
                    @Nullable
                    String eventId,
            @HeaderParam(IdempotencyKey.HEADER)
                    @Pattern(regexp = IdempotencyKey.FORM, message = IdempotencyKey.FORM_RULE)
                    @Nullable
                    String idempotencyKey,
            InputStream body) {
        authenticate(token);
        byte[] bytes = read(body);
        JsonNode payload = parse(bytes);
        if (!payload.isObject() || UNSTORABLE.matcher(payload.toString()).find()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_JSON, "A hook's payload is a JSON object of Unicode text.");
        }
        String name = requireNonNullElse(event, "");
        String key = idempotencyKey != null ? idempotencyKey : eventId;
        // One event may call several hooks under one id.
        service.receive(name, name + ":" + requireNonNullElse(key, Fingerprint.of(bytes)), payload);
    }

    /** In constant time: compares digests, which have the same length. */
    private void authenticate(@Nullable String token) {
        if (!MessageDigest.isEqual(digest(config.gitlabHookSecret()), digest(requireNonNullElse(token, "")))) {
            throw new ProblemException(
                    ProblemType.UNAUTHENTICATED, "The header X-Gitlab-Token is missing, or is not this line's secret.");
        }
    }

    private static byte[] digest(String text) {
        return Fingerprint.of(text.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw new ProblemException(ProblemType.CONTENT_TOO_LARGE, "The limit is " + LIMIT + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, "The request body was truncated.");
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, "The payload cannot be read.");
        } catch (IOException e) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, "The payload's characters could not be decoded.");
        }
    }
}
