package dev.slipway.line.cli;

import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import dev.slipway.line.identity.StoredTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The sign-ins to the management of server groups, each apart from that to the ledger and from the others: a token for one is good
 * nowhere else.
 *
 * @param surroundings where they lie
 */
record GroupSignIns(Surroundings surroundings) {
    private static final String PREFIX = "management-";

    /** Where that to a group's management is kept. */
    SignInStore store(String group) {
        return new SignInStore(surroundings.state().resolve(PREFIX + group));
    }

    static boolean isSignedIn(SignInStore store, URI server) {
        return store.find(server).flatMap(SignIn::grant).isPresent();
    }

    /** Gives all of them back that belong to a ledger. */
    void revoke(URI server, Caller caller) {
        for (SignInStore store : all()) {
            if (isSignedIn(store, server)) {
                new StoredTokens(server, store, caller, surroundings.clock()).revoke();
            }
        }
    }

    private List<SignInStore> all() {
        if (!Files.isDirectory(surroundings.state())) {
            return List.of();
        }
        try (var folders = Files.newDirectoryStream(surroundings.state(), PREFIX + "*")) {
            return StreamSupport.stream(folders.spliterator(), false)
                    .map(SignInStore::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
