package dev.slipway.line.identity;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens that Keycloak gave.
 *
 * @param accessToken what the ledger is shown
 * @param expiresAt until when
 * @param refreshToken what the next is got by, where there is one
 */
public record Grant(String accessToken, Instant expiresAt, Optional<String> refreshToken) {
    private static final Duration MARGIN = Duration.ofSeconds(15);

    /** Reads what the token endpoint answered with a 200. */
    static Grant of(Answer answer, Instant now) {
        Json json = answer.json();
        return new Grant(
                json.text("access_token"), now.plusSeconds(json.number("expires_in", 60)), json.find("refresh_token"));
    }

    /** Reads what {@link #json} wrote. */
    static Grant of(Json json) {
        return new Grant(
                json.text("accessToken"), json.time("expiresAt").orElse(Instant.EPOCH), json.find("refreshToken"));
    }

    Json json() {
        return Json.object()
                .with("accessToken", accessToken)
                .with("expiresAt", expiresAt)
                .with("refreshToken", refreshToken.orElse(null));
    }

    /** Whether it still does for a request that carries it. */
    boolean isGood(Instant now) {
        return now.plus(MARGIN).isBefore(expiresAt);
    }

    /** Why there is none: OAuth's word for it, and what else is said. */
    static String refusal(Answer answer) {
        Json json = answer.json();
        String error = json.find("error").orElse("status " + answer.status());
        return json.find("error_description")
                .map(said -> said + " (" + error + ")")
                .orElse(error);
    }

    @Override
    public String toString() {
        return "a grant until " + expiresAt;
    }
}
