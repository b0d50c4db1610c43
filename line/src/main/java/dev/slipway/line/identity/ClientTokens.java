package dev.slipway.line.identity;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The tokens of a client, by its secret or by the ID token of a GitLab job. */
public final class ClientTokens implements Tokens {
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final URI server;
    private final Optional<String> client;
    private final Map<String, String> proof;
    private final Keeper keeper;
    private final Optional<SignInStore> endpoints;
    private final Caller caller;
    private final Clock clock;
    private @Nullable Grant grant;

    /** Supplies a token, which may be cached. */
    private interface Keeper {
        Grant keep(Supplier<Grant> exchange);
    }

    private ClientTokens(
            URI server,
            Optional<String> client,
            Map<String, String> proof,
            Keeper keeper,
            Optional<SignInStore> endpoints,
            Caller caller,
            Clock clock) {
        this.server = server;
        this.client = client;
        this.proof = proof;
        this.keeper = keeper;
        this.endpoints = endpoints;
        this.caller = caller;
        this.clock = clock;
    }

    /** By a client secret. */
    public static ClientTokens bySecret(URI server, String client, String secret, Caller caller, Clock clock) {
        return bySecret(server, client, secret, Optional.empty(), caller, clock);
    }

    /** By a client secret; a store keeps the token endpoint for the next program. */
    static ClientTokens bySecret(
            URI server, String client, String secret, Optional<SignInStore> endpoints, Caller caller, Clock clock) {
        return new ClientTokens(
                server, Optional.of(client), Map.of("client_secret", secret), Supplier::get, endpoints, caller, clock);
    }

    /** By an ID token, which can be exchanged once; the result is stored for the job's next program. */
    public static ClientTokens byIdToken(
            URI server, Optional<String> client, String idToken, SignInStore store, Caller caller, Clock clock) {
        return new ClientTokens(
                server,
                client,
                Map.of("client_assertion_type", ASSERTION, "client_assertion", idToken),
                exchange -> store.exchanged(key(idToken), known -> known.isGood(clock.instant()), exchange),
                Optional.of(store),
                caller,
                clock);
    }

    /** A file name for an ID token. */
    private static String key(String idToken) {
        return Sha256.hex(idToken);
    }

    @Override
    public synchronized String current() {
        Grant known = grant;
        if (known == null || !known.isGood(clock.instant())) {
            known = keeper.keep(this::exchange);
            grant = known;
        }
        return known.accessToken();
    }

    @Override
    public synchronized String replace(String rejected) {
        Grant other = keeper.keep(this::exchangeAnew);
        if (other.accessToken().equals(rejected)) {
            other = exchangeAnew();
        }
        grant = other;
        return other.accessToken();
    }

    @Override
    public String owner() {
        return client.map(name -> "the client '" + name + "'").orElse("the ID token in SLIPWAY_ID_TOKEN");
    }

    /** Uses the cached endpoint; if that fails and the realm now has a different one, uses that. */
    private Grant exchange() {
        Optional<URI> kept = endpoints
                .flatMap(store -> store.endpoint(server, clock.instant()))
                .map(TokenEndpoint::uri);
        if (kept.isEmpty()) {
            return exchangeAnew();
        }
        try {
            return exchange(kept.get());
        } catch (CallException e) {
            URI now = discover();
            if (now.equals(kept.get())) {
                throw e;
            }
            return exchange(now);
        }
    }

    private Grant exchangeAnew() {
        return exchange(discover());
    }

    private URI discover() {
        URI endpoint = Realm.of(server, caller).token();
        endpoints.ifPresent(store -> store.keep(new TokenEndpoint(server, endpoint, clock.instant())));
        return endpoint;
    }

    private Grant exchange(URI endpoint) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("grant_type", "client_credentials"));
        client.ifPresent(name -> form.put("client_id", name));
        form.putAll(proof);
        Answer answer = Realm.post(endpoint, form, caller);
        if (!answer.isSuccess()) {
            String what = "Keycloak gives no token to " + owner() + ": " + Grant.refusal(answer) + ".";
            String remedy = proof.containsKey("client_secret")
                    ? "Is the secret in SLIPWAY_CLIENT_SECRET that of this client?"
                    : "An ID token is good for one exchange, within minutes: is it this job's own?";
            boolean isRefused = answer.status() == 400 || answer.status() == 401;
            throw isRefused ? new CredentialException(what, remedy) : new CallException(what, remedy);
        }
        return Grant.of(answer, clock.instant());
    }
}
