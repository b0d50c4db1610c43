package dev.slipway.line.identity;

import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens stored by {@code slipway login}. */
public final class StoredTokens implements Tokens {
    private static final Set<Integer> REFUSED = Set.of(400, 401);
    /** Keycloak has no such client, or it is disabled. */
    private static final Set<String> CLIENT_GONE = Set.of("invalid_client", "unauthorized_client");

    private final URI server;
    private final SignInStore store;
    private final Caller caller;
    private final Clock clock;

    /** The tokens for a ledger. */
    public StoredTokens(URI server, SignInStore store, Caller caller, Clock clock) {
        this.server = server;
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public String current() {
        Grant grant = grant();
        return isGood(grant, null) ? grant.accessToken() : renewed(null);
    }

    @Override
    public String fresh() {
        Grant grant = grant();
        if (grant.refreshToken().isEmpty()) {
            return current();
        }
        try {
            return renewed(grant.accessToken());
        } catch (CredentialException e) {
            throw e;
        } catch (CallException e) {
            if (grant.isGood(clock.instant())) {
                return grant.accessToken();
            }
            throw e;
        }
    }

    private Grant grant() {
        return store.find(server).flatMap(SignIn::grant).orElseThrow(() -> SignInStore.notSignedIn(server));
    }

    @Override
    public String replace(String rejected) {
        return renewed(rejected);
    }

    @Override
    public String owner() {
        return "your sign-in at " + server;
    }

    /**
     * Revokes and deletes the tokens; the ledger stays the latest. If Keycloak no longer has their client, they are
     * already void.
     *
     * @throws CallException if there is no sign-in, or Keycloak cannot revoke the tokens, which are then kept
     */
    public void revoke() {
        store.change(server, signIn -> {
            signIn.grant().flatMap(Grant::refreshToken).ifPresent(token -> {
                Answer answer = Realm.post(
                        signIn.revocation(),
                        Map.of("client_id", signIn.clientId(), "token", token, "token_type_hint", "refresh_token"),
                        caller);
                if (!answer.isSuccess() && !isClientGone(answer)) {
                    throw new CallException(
                            "Keycloak does not take the tokens back: " + Grant.refusal(answer) + ".",
                            "Try again: slipway logout");
                }
            });
            return signIn.with(null);
        });
    }

    private static boolean isClientGone(Answer answer) {
        return REFUSED.contains(answer.status())
                && answer.json().find("error").filter(CLIENT_GONE::contains).isPresent();
    }

    private boolean isGood(Grant grant, @Nullable String rejected) {
        return !grant.accessToken().equals(rejected) && grant.isGood(clock.instant());
    }

    /** Renewed by one process at a time; those that waited use its result. */
    private String renewed(@Nullable String rejected) {
        SignIn now = store.change(server, signIn -> {
            Grant grant = signIn.grant().orElseThrow(() -> SignInStore.notSignedIn(server));
            if (isGood(grant, rejected)) {
                return signIn;
            }
            if (grant.refreshToken().isEmpty()) {
                return signIn.with(null);
            }
            Answer answer = Realm.post(
                    signIn.token(),
                    Map.of(
                            "grant_type", "refresh_token",
                            "client_id", signIn.clientId(),
                            "refresh_token", grant.refreshToken().get()),
                    caller);
            if (answer.isSuccess()) {
                return signIn.with(Grant.of(answer, clock.instant()));
            }
            if (answer.status() == 400 || isClientGone(answer)) {
                return signIn.with(null);
            }
            throw new CallException(
                    "Keycloak does not renew your sign-in: " + Grant.refusal(answer) + ".", "Try again in a moment.");
        });
        return now.grant()
                .map(Grant::accessToken)
                .orElseThrow(() -> new CredentialException(
                        "Your sign-in at " + server + " has ended.", "Sign in again: slipway login " + server));
    }
}
