package dev.slipway.line.identity;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens from Keycloak.
 *
 * @param accessToken the access token for the ledger
 * @param expiresAt when the access token expires
 * @param refreshToken the refresh token, if there is one
 */
public record Grant(String accessToken, Instant expiresAt, Optional<String> refreshToken) {
    private static final Duration MARGIN = Duration.ofSeconds(15);

    /** Parses a successful answer of the token endpoint. */
    public static Grant of(Answer answer, Instant now) {
        Json json = answer.json();
        return new Grant(
                json.text("access_token"), now.plusSeconds(json.number("expires_in", 60)), json.find("refresh_token"));
    }

    /** Parses the result of {@link #json}. */
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

    /** Whether the access token is valid for long enough to send a request with it. */
    boolean isGood(Instant now) {
        return now.plus(MARGIN).isBefore(expiresAt);
    }

    /** The OAuth error and its description. */
    public static String refusal(Answer answer) {
        Json json = answer.json();
        String error = json.find("error").orElse("status " + answer.status());
        return json.find("error_description")
                .map(description -> description + " (" + error + ")")
                .orElse(error);
    }

    @Override
    public String toString() {
        return "a grant until " + expiresAt;
    }
}
