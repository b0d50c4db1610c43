package dev.slipway.line.cli.login;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import dev.slipway.line.identity.StoredTokens;
import dev.slipway.line.identity.login.Login;
import dev.slipway.line.ledger.DeploymentTarget;
import dev.slipway.line.ledger.group.ServerGroup;
import dev.slipway.line.ledger.group.ServerGroups;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the caller's token for another program. */
@Command(
        name = "token",
        header = "Print your token, for another program that calls the line in your name.",
        description = {
            "",
            "A bearer token for the ledger and for the management of its own servers. It is a secret as long as it is"
                    + " valid: keep it in a variable, as in SLIPWAY_TOKEN=$(slipway token), never on a command line.",
            "",
            "The servers of another service are its team's: they need a token that is valid only there, which --for"
                    + " prints. The first time, that requires a sign-in in the browser.",
            ""
        },
        exitCodeList = {"0:it is printed", "1:no answer, or nobody is signed in", "2:usage error"})
public final class TokenVerb implements Callable<Integer> {
    private final CliContext cli;

    @Option(
            names = "--for",
            paramLabel = "SERVICE",
            description = "for the management of that service's own servers, and for nothing else")
    @Nullable
    String service;

    @Mixin
    final EnvironmentOption in;

    @Option(names = "--device", description = "with --for: show a code to be entered elsewhere; open no browser here")
    boolean isDevice;

    @Mixin
    final LedgerOptions ledgerOptions;

    public TokenVerb(CliContext cli) {
        this.cli = cli;
        this.in = new EnvironmentOption(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        if (service == null && (in.environment != null || isDevice)) {
            throw new UsageException("--environment and --device need --for SERVICE");
        }
        String token = service == null
                ? ledgerOptions.tokens().fresh()
                : management(Arguments.name("--for", service), in.name());
        if (ledgerOptions.isJson()) {
            ledgerOptions.output().json(Json.object().with("token", token));
        } else {
            cli.out().println(token);
        }
        return ExitCode.OK;
    }

    /** The token of the group's sign-in; signs in again if it has expired. */
    private String management(String name, String environment) {
        URI server = ledgerOptions.server();
        Caller caller = ledgerOptions.caller(server);
        SignInStore store = new GroupSignIns(cli).store(new DeploymentTarget(name, environment).group());
        StoredTokens tokens = new StoredTokens(server, store, caller, cli.clock());
        if (GroupSignIns.isSignedIn(store, server)) {
            try {
                return tokens.fresh();
            } catch (CallException e) {
                if (GroupSignIns.isSignedIn(store, server)) {
                    throw e;
                }
            }
        }
        signIn(server, group(name, environment), store, caller);
        return tokens.current();
    }

    /** Checks that the group exists, before a browser shows an unknown-client error. */
    private String group(String name, String environment) {
        return new ServerGroups(ledgerOptions.ledger())
                .list(Optional.of(name)).stream()
                        .filter(group -> group.environment().equals(environment) && !group.isGone())
                        .map(ServerGroup::group)
                        .findFirst()
                        .orElseThrow(() -> new Failure(
                                name + " has no servers of its own in " + environment + ".",
                                "Which there are: slipway services show " + name));
    }

    /** Keep messages off standard output, which is for the token. */
    private void signIn(URI server, String group, SignInStore store, Caller caller) {
        Optional<String> ca = ledgerOptions.store().find(server).flatMap(SignIn::ca);
        new Login(store, caller, cli.clock())
                .run(
                        server,
                        group + ".cli",
                        ca,
                        BrowserOpener.of(
                                cli, isDevice, "slipway token --for " + service + " --device", cli.err()::println),
                        cli.err()::println);
    }
}
