package dev.slipway.line.cli.login;

import dev.slipway.line.cli.command.CliContext;
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
 * The sign-ins to the management of server groups. Each is separate, since its tokens are valid for one group only.
 *
 * @param cli gives access to their storage
 */
public record GroupSignIns(CliContext cli) {
    private static final String PREFIX = "management-";

    /** The store of a group's sign-in. */
    SignInStore store(String group) {
        return new SignInStore(cli.state().resolve(PREFIX + group));
    }

    static boolean isSignedIn(SignInStore store, URI server) {
        return store.findReadable(server).flatMap(SignIn::grant).isPresent();
    }

    /** Revokes a sign-in if it belongs to this ledger. */
    void revoke(SignInStore store, URI server, Caller caller) {
        if (isSignedIn(store, server)) {
            new StoredTokens(server, store, caller, cli.clock()).revoke();
        }
    }

    /** The stores of all sign-ins. */
    List<SignInStore> all() {
        if (!Files.isDirectory(cli.state())) {
            return List.of();
        }
        try (var folders = Files.newDirectoryStream(cli.state(), PREFIX + "*")) {
            return StreamSupport.stream(folders.spliterator(), false)
                    .map(SignInStore::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
