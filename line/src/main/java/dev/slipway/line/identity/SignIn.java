package dev.slipway.line.identity;

import dev.slipway.line.http.Json;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that is remembered, and who is signed in there.
 *
 * @param server the ledger
 * @param ca the PEM text of the CA that it was told to trust, where there was one
 * @param clientId the client that the person signed in by
 * @param token where tokens are given
 * @param revocation where they are given back
 * @param grant the tokens; none where nobody is signed in
 */
public record SignIn(
        URI server, Optional<String> ca, String clientId, URI token, URI revocation, Optional<Grant> grant) {

    /** The same with these tokens, or with none. */
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
