package dev.slipway.line.cli.command;

import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.EnvironmentProxy;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.Credentials;
import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.program.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every verb that calls the ledger: its address and the output format. */
@Command(exitCodeListHeading = "%nExit codes:%n")
public final class LedgerOptions {
    private final CliContext cli;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "the ledger (SLIPWAY_LEDGER_URL, or the one that you signed in to last)")
    @Nullable
    public String server;

    @Mixin
    final JsonOption json = new JsonOption();

    @Mixin
    final Help help = new Help();

    public LedgerOptions(CliContext cli) {
        this.cli = cli;
    }

    public Output output() {
        return json.output(cli);
    }

    public boolean isJson() {
        return json.isJson;
    }

    public SignInStore store() {
        return new SignInStore(cli.state());
    }

    /** The ledger's address. */
    public URI server() {
        if (server != null) {
            return address("--server", server);
        }
        return cli.variable("SLIPWAY_LEDGER_URL")
                .map(url -> address("SLIPWAY_LEDGER_URL", url))
                .or(() -> store().latest())
                .orElseThrow(() -> new UsageException(
                        "no ledger given: run slipway login URL, pass --server URL, or set SLIPWAY_LEDGER_URL"));
    }

    public static URI address(String field, String text) {
        try {
            return ServerAddress.of(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(field + " '" + text + "' " + e.getMessage());
        }
    }

    /** An HTTP client with the trusted certificates. */
    public Caller caller(URI address) {
        Optional<String> ca = cli.variable("SLIPWAY_CA")
                .map(file -> pem("SLIPWAY_CA", cli.file(file)))
                .or(() -> store().find(address).flatMap(SignIn::ca));
        return Caller.trusting(ca.map(Trust::of).orElse(null), EnvironmentProxy.of(cli.environment()))
                .pausing(cli.pause());
    }

    /** The content of a CA's file, after checking it. */
    public static String pem(String field, Path file) {
        try {
            String text = Files.readString(file);
            Trust.of(text);
            return text;
        } catch (IOException e) {
            throw new Problem(field + " " + file + " cannot be read.", "It must be a CA certificate in PEM.");
        } catch (IllegalArgumentException e) {
            throw new Problem(field + " " + file + ": " + e.getMessage() + ".", "It must be a CA certificate in PEM.");
        }
    }

    /** The ledger's API, authenticated as the caller. */
    public Ledger ledger() {
        URI address = server();
        Caller caller = caller(address);
        return Ledger.at(
                address,
                caller,
                tokens(address, caller),
                cli.variable(Credentials.JOB_TOKEN).orElse(null));
    }

    /** The caller's tokens. */
    public Tokens tokens() {
        URI address = server();
        return tokens(address, caller(address));
    }

    private Tokens tokens(URI address, Caller caller) {
        return Credentials.find(address, cli.environment(), store(), caller, cli.clock());
    }
}
