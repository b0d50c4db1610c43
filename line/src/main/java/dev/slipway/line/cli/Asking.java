package dev.slipway.line.cli;

import dev.slipway.line.cli.input.InputException;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.Credentials;
import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.ledger.Ledger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every verb takes that asks the ledger: which one, and how to answer. */
@Command(exitCodeListHeading = "%nExit codes:%n")
final class Asking {
    private final Surroundings surroundings;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the ledger (SLIPWAY_LEDGER_URL, or the one that you signed in to last)")
    @Nullable
    String server;

    @Option(
            names = "--json",
            description = "one JSON object on standard output; what people read goes to standard error")
    boolean isJson;

    @Mixin
    final Help help = new Help();

    Asking(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Output output() {
        return new Output(surroundings, isJson);
    }

    SignInStore store() {
        return new SignInStore(surroundings.state());
    }

    /** The ledger to ask. */
    URI server() {
        if (server != null) {
            return address("--server", server);
        }
        return surroundings
                .variable("SLIPWAY_LEDGER_URL")
                .map(url -> address("SLIPWAY_LEDGER_URL", url))
                .or(() -> store().latest())
                .orElseThrow(() -> new UsageException(
                        "which ledger? Sign in by slipway login URL, say --server URL, or set SLIPWAY_LEDGER_URL"));
    }

    static URI address(String field, String text) {
        try {
            return ServerAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(field + " '" + text + "' " + e.getMessage());
        }
    }

    /** Who calls it, and whom that trusts. */
    Caller caller(URI address) {
        Optional<String> ca = surroundings
                .variable("SLIPWAY_CA")
                .map(file -> pem("SLIPWAY_CA", surroundings.file(file)))
                .or(() -> store().find(address).flatMap(SignIn::ca));
        return Caller.trusting(ca.map(Trust::of).orElse(null)).pausing(surroundings.pause());
    }

    /** The text of a CA's file, which is one. */
    static String pem(String field, Path file) {
        try {
            String text = Files.readString(file);
            Trust.of(text);
            return text;
        } catch (IOException e) {
            throw new InputException(field + " " + file + " cannot be read.", "It is the file of a CA, in PEM.");
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    field + " " + file + ": " + e.getMessage() + ".", "It is the file of a CA, in PEM.");
        }
    }

    /** The ledger, asked in the name of whoever calls. */
    Ledger ledger() {
        URI address = server();
        Caller caller = caller(address);
        return Ledger.at(
                address,
                caller,
                tokens(address, caller),
                surroundings.variable("SLIPWAY_JOB_TOKEN").orElse(null));
    }

    /** The tokens of whoever calls. */
    Tokens tokens() {
        URI address = server();
        return tokens(address, caller(address));
    }

    private Tokens tokens(URI address, Caller caller) {
        return Credentials.find(address, surroundings.environment(), store(), caller, surroundings.clock());
    }
}
