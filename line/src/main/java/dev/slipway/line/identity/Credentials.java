package dev.slipway.line.identity;

import dev.slipway.line.http.Caller;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The credentials of a caller: from environment variables, or else from the stored sign-in. */
public final class Credentials {
    /** The token of a GitLab job, which is sent along with the caller's own. */
    public static final String JOB_TOKEN = "SLIPWAY_JOB_TOKEN";

    private static final String TOKEN = "SLIPWAY_TOKEN";
    private static final String ID_TOKEN = "SLIPWAY_ID_TOKEN";
    private static final String CLIENT = "SLIPWAY_CLIENT";
    private static final String CLIENT_SECRET = "SLIPWAY_CLIENT_SECRET";
    private static final String PIPELINE_SECRET = "SLIPWAY_PIPELINE_CLIENT_SECRET";

    /** The environment variables that say who calls the ledger. */
    public static final Set<String> VARIABLES =
            Set.of(TOKEN, ID_TOKEN, JOB_TOKEN, CLIENT, CLIENT_SECRET, PIPELINE_SECRET);

    private Credentials() {}

    /** The tokens for a ledger. */
    public static Tokens find(
            URI server, Map<String, String> environment, SignInStore store, Caller caller, Clock clock) {
        Optional<String> client = value(environment, CLIENT);
        Optional<String> secret = value(environment, CLIENT_SECRET).or(() -> value(environment, PIPELINE_SECRET));
        return value(environment, TOKEN)
                .<Tokens>map(GivenToken::new)
                .or(() -> value(environment, ID_TOKEN)
                        .map(token -> ClientTokens.byIdToken(server, client, token, store, caller, clock)))
                .or(() -> secret.map(known -> ClientTokens.bySecret(
                        server, client.orElse("pipeline"), known, Optional.of(store), caller, clock)))
                .orElseGet(() -> new StoredTokens(server, store, caller, clock));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
