package dev.slipway.line.identity;

import dev.slipway.line.http.Json;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A known ledger, and the sign-in there.
 *
 * @param server the ledger
 * @param ca the trusted CA certificate in PEM, if one was given
 * @param clientId the client id of the sign-in
 * @param token the token endpoint
 * @param revocation the revocation endpoint
 * @param grant the tokens; empty if signed out
 */
public record SignIn(
        URI server, Optional<String> ca, String clientId, URI token, URI revocation, Optional<Grant> grant) {

    /** A copy with these tokens, or none. */
    SignIn with(@Nullable Grant tokens) {
        return new SignIn(server, ca, clientId, token, revocation, Optional.ofNullable(tokens));
    }

    static SignIn of(Json json) {
        return new SignIn(
                URI.create(json.text("server")),
                json.find("ca"),
                json.text("clientId"),
                URI.create(json.text("token")),
                URI.create(json.text("revocation")),
                json.object("grant").find("accessToken").map(token -> Grant.of(json.object("grant"))));
    }

    Json json() {
        return Json.object()
                .with("server", server)
                .with("ca", ca.orElse(null))
                .with("clientId", clientId)
                .with("token", token)
                .with("revocation", revocation)
                .with("grant", grant.map(Grant::json).orElse(null));
    }
}
