package dev.slipway.line.identity;

import dev.slipway.line.http.Caller;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The credentials of a caller: from environment variables, or else from the stored sign-in. */
public final class Credentials {
    private Credentials() {}

    /** The tokens for a ledger. */
    public static Tokens find(
            URI server, Map<String, String> environment, SignInStore store, Caller caller, Clock clock) {
        Optional<String> client = said(environment, "SLIPWAY_CLIENT");
        Optional<String> secret = said(environment, "SLIPWAY_CLIENT_SECRET")
                .or(() -> said(environment, "SLIPWAY_PIPELINE_CLIENT_SECRET"));
        return said(environment, "SLIPWAY_TOKEN")
                .<Tokens>map(GivenToken::new)
                .or(() -> said(environment, "SLIPWAY_ID_TOKEN")
                        .map(token -> ClientTokens.byIdToken(server, client, token, store, caller, clock)))
                .or(() -> secret.map(
                        known -> ClientTokens.bySecret(server, client.orElse("pipeline"), known, caller, clock)))
                .orElseGet(() -> new StoredTokens(server, store, caller, clock));
    }

    private static Optional<String> said(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
