package dev.slipway.line.cli.login;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Help;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.EnvironmentProxy;
import dev.slipway.line.http.Json;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import dev.slipway.line.identity.StoredTokens;
import dev.slipway.line.identity.login.Login;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a person in. */
@Command(
        name = "login",
        header = "Sign in to a ledger, and use it from then on.",
        description = {
            "",
            "Opens the browser, or, over SSH, where there is no browser, and with --device, shows a code that you"
                    + " enter in a browser on any device. The tokens are stored in $XDG_STATE_HOME/slipway"
                    + " (~/.local/state/slipway), readable only by you.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:you are signed in", "1:you are not", "2:usage error"})
public final class LoginVerb implements Callable<Integer> {
    private final CliContext cli;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "the ledger (SLIPWAY_LEDGER_URL, or the one that you signed in to last)")
    @Nullable
    String url;

    @Option(names = "--device", description = "show a code to be entered elsewhere; open no browser here")
    boolean isDevice;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "a CA to trust in addition to the system's, in PEM; it is remembered (SLIPWAY_CA)")
    @Nullable
    String ca;

    @Mixin
    final Help help = new Help();

    public LoginVerb(CliContext cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        LedgerOptions ledgerOptions = new LedgerOptions(cli);
        URI server = url == null ? ledgerOptions.server() : LedgerOptions.address("URL", url);
        SignInStore store = ledgerOptions.store();
        Optional<String> trusted = Optional.ofNullable(ca)
                .map(file -> LedgerOptions.pem("--ca", cli.file(file)))
                .or(() -> cli.variable("SLIPWAY_CA").map(file -> LedgerOptions.pem("SLIPWAY_CA", cli.file(file))))
                .or(() -> store.findReadable(server).flatMap(SignIn::ca));
        Caller caller = Caller.trusting(trusted.map(Trust::of).orElse(null), EnvironmentProxy.of(cli.environment()))
                .pausing(cli.pause());
        Output output = ledgerOptions.output();
        new Login(store, caller, cli.clock())
                .run(
                        server,
                        trusted,
                        BrowserOpener.of(cli, isDevice, "slipway login --device", output::say),
                        output::say);
        Json me = Ledger.at(server, caller, new StoredTokens(server, store, caller, cli.clock()), null)
                .get(ApiPath.of("me"), "who you are");
        output.good("Signed in to " + server + " as " + WhoamiVerb.line(me));
        return ExitCode.OK;
    }
}
