package dev.slipway.ledger.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.ledger.platform.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A problem that happened, in the form of RFC 9457.
 *
 * @param type where this kind of problem is explained
 * @param title the kind of problem in a few words, always the same for one type
 * @param status the HTTP status
 * @param detail what is wrong this time
 * @param instance the incident to quote to an operator; only for problems that are not the client's
 * @param errors every member, parameter or header that was refused; left out when there is none
 */
@Schema(description = "What went wrong, by RFC 9457.")
public record Problem(
        @Schema(examples = "/docs/problems#not-found") URI type,
        @Schema(examples = "Not found") String title,
        @Schema(examples = "404") int status,

        @Schema(examples = "There is no service of that name.")
        String detail,

        @Schema(description = "Quote this to an operator.", examples = "urn:uuid:69e14337-c26b-47ee-81b0-883f4c72eae9")
        @Nullable
        URI instance,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {

    /** The media type of every error that the API answers with. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Names the answer in the OpenAPI document that every operation gives when it fails. */
    public static final String RESPONSE = "Problem";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** Answers with it, outside of the API's resources. */
    public void send(HttpServletResponse response) throws IOException {
        byte[] body = Json.text(this).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    Problem at(URI instance) {
        return new Problem(type, title, status, detail, instance, errors);
    }
}
