package dev.slipway.ledger.people.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import dev.slipway.ledger.platform.problem.ProblemType;
import dev.slipway.ledger.platform.problem.Violation;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.ServerErrorException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Translates Keycloak's errors about an account into the ledger's problems. */
public final class KeycloakErrors {
    /** Keycloak's names of what the ledger calls otherwise. */
    private static final Map<String, String> FIELDS =
            Map.of("username", "name", "email", "email", "firstName", "givenName", "lastName", "familyName");

    private KeycloakErrors() {}

    /** The problem that a response reports; empty if the account was created. */
    public static Optional<ProblemException> of(Response response) {
        return switch (response.getStatus()) {
            case 201 -> Optional.empty();
            case 400 -> Optional.of(invalid(response.readEntity(String.class)));
            case 403 -> throw new ForbiddenException();
            case 409 -> Optional.of(exists(response.readEntity(String.class)));
            default -> throw new ServerErrorException(Response.Status.BAD_GATEWAY);
        };
    }

    static ProblemException exists(String answer) {
        String message = json(answer).path("errorMessage").asText();
        Violation[] taken = Stream.of("username", "email")
                .filter(message::contains)
                .map(field -> new Violation(FIELDS.getOrDefault(field, field), "is taken"))
                .toArray(Violation[]::new);
        return new ProblemException(ProblemType.PERSON_EXISTS, "Somebody has this account already.", taken);
    }

    static ProblemException invalid(String answer) {
        JsonNode body = json(answer);
        List<Violation> errors = new ArrayList<>();
        for (JsonNode error : body.has("errors") ? body.path("errors") : List.of(body)) {
            String field = error.path("field").asText();
            String rule = error.path("errorMessage")
                    .asText()
                    .replaceFirst("^error-", "")
                    .replace('-', ' ');
            errors.add(new Violation(
                    FIELDS.getOrDefault(field, "name"),
                    "is refused by Keycloak" + (rule.isEmpty() ? "" : ": " + rule)));
        }
        return ProblemException.invalid(errors);
    }

    private static JsonNode json(String answer) {
        try {
            return Json.mapper().readTree(answer);
        } catch (JsonProcessingException e) {
            return Json.mapper().createObjectNode();
        }
    }
}
