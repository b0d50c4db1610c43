package dev.slipway.line.identity.login;

import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.Grant;
import dev.slipway.line.identity.Realm;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Signs a person in to a ledger, and stores the sign-in. */
public final class Login {
    private final SignInStore store;
    private final Caller caller;
    private final Clock clock;

    /** Uses a store. */
    public Login(SignInStore store, Caller caller, Clock clock) {
        this.store = store;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Signs in, once the store is known to be writable.
     *
     * @param server the ledger
     * @param ca the CA certificate in PEM to trust from now on
     * @param browser opens a URL and returns whether it could; if not, a code has to be entered on another device
     * @param output receives instructions for the person
     */
    public void run(URI server, Optional<String> ca, Optional<Predicate<URI>> browser, Consumer<String> output) {
        run(Realm.of(server, caller), server, ca, browser, output);
    }

    /**
     * Signs in by another client than that of the CLI, in the same realm.
     *
     * @param output receives instructions for the person
     */
    public void run(
            URI server, String client, Optional<String> ca, Optional<Predicate<URI>> browser, Consumer<String> output) {
        run(Realm.of(server, caller).as(client), server, ca, browser, output);
    }

    private void run(
            Realm realm, URI server, Optional<String> ca, Optional<Predicate<URI>> browser, Consumer<String> output) {
        store.check(server);
        Grant grant = browser.flatMap(open -> new BrowserGrant(realm, caller, clock).run(open))
                .orElseGet(() -> new DeviceGrant(realm, caller, clock, Duration.ofSeconds(1)).run(output));
        store.save(new SignIn(server, ca, realm.clientId(), realm.token(), realm.revocation(), Optional.of(grant)));
    }
}
