package dev.slipway.line.realm.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.realm.plan.Trees;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Keeps Keycloak's last error message, as the client's exceptions have its status only. */
final class Refusals implements ClientResponseFilter {
    private static final int FIRST_OF_ERRORS = 400;

    private String last = "Keycloak refuses a request";

    /** The last error message. */
    String last() {
        return last;
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) throws IOException {
        if (response.getStatus() < FIRST_OF_ERRORS) {
            return;
        }
        byte[] body = response.hasEntity() ? response.getEntityStream().readAllBytes() : new byte[0];
        response.setEntityStream(new ByteArrayInputStream(body));
        last = say(
                response.getStatus(),
                request.getMethod(),
                request.getUri().getPath(),
                new String(body, StandardCharsets.UTF_8));
    }

    static String say(int status, String method, String path, String body) {
        String message = message(body);
        return "Keycloak answers " + status + " to " + method + " " + path.replaceFirst("^/admin/realms", "")
                + (message.isEmpty() ? "" : ": " + message);
    }

    private static String message(String body) {
        try {
            JsonNode answer = Trees.JSON.readTree(body);
            return Stream.of("errorMessage", "error_description", "error")
                    .map(name -> answer.path(name).asText())
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse(body);
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
