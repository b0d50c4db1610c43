package dev.slipway.line.cli;

import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.input.Word;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.Login;
import dev.slipway.line.identity.SignIn;
import dev.slipway.line.identity.SignInStore;
import dev.slipway.line.identity.StoredTokens;
import dev.slipway.line.ledger.ServerGroup;
import dev.slipway.line.ledger.ServerGroups;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives the caller's token to another program. */
@Command(
        name = "token",
        header = "Print your token, for another program that asks the line in your name.",
        description = {
            "",
            "A bearer token for the ledger and for the management of its own servers. It is a secret for as long as it lasts: keep it"
                    + " in a variable, as in SLIPWAY_TOKEN=$(slipway token), and on no command line.",
            "",
            "The servers of another service are its team's: show them a token that is good there and nowhere else, which --for"
                    + " prints. The first time, that takes a sign-in in the browser.",
            ""
        },
        exitCodeList = {"0:it is printed", "1:no answer, or nobody is signed in", "2:the command line is wrong"})
final class TokenVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--for",
            paramLabel = "SERVICE",
            description = "for the management of that service's own servers, and for nothing else")
    @Nullable
    String service;

    @Mixin
    final InEnvironment in;

    @Option(names = "--device", description = "with --for: show a code to be entered elsewhere; open no browser here")
    boolean isDevice;

    @Mixin
    final Asking asking;

    TokenVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.in = new InEnvironment(surroundings);
        this.asking = new Asking(surroundings);
    }

    @Override
    public Integer call() {
        if (service == null && (in.environment != null || isDevice)) {
            throw new UsageException("--environment and --device go with --for SERVICE");
        }
        String token = service == null ? asking.tokens().current() : management(Word.name("--for", service), in.name());
        if (asking.isJson) {
            asking.output().json(Json.object().with("token", token));
        } else {
            surroundings.out().println(token);
        }
        return ExitCode.WELL;
    }

    /** By the sign-in to that group alone; a new one where there is none, or where it has ended. */
    private String management(String name, String environment) {
        URI server = asking.server();
        Caller caller = asking.caller(server);
        SignInStore store = new GroupSignIns(surroundings).store(name + "-" + environment);
        StoredTokens tokens = new StoredTokens(server, store, caller, surroundings.clock());
        if (GroupSignIns.isSignedIn(store, server)) {
            try {
                return tokens.current();
            } catch (CallException e) {
                if (GroupSignIns.isSignedIn(store, server)) {
                    throw e;
                }
            }
        }
        signIn(server, group(name, environment), store, caller);
        return tokens.current();
    }

    /** Before a browser opens at a page that would only say that nobody knows that client. */
    private String group(String name, String environment) {
        return new ServerGroups(asking.ledger())
                .list(Optional.of(name)).stream()
                        .filter(group -> group.environment().equals(environment) && !group.isGone())
                        .map(ServerGroup::group)
                        .findFirst()
                        .orElseThrow(() -> new Failure(
                                name + " has no servers of its own in " + environment + ".",
                                "Which there are: slipway services show " + name));
    }

    /** What is said meanwhile is not the token. */
    private void signIn(URI server, String group, SignInStore store, Caller caller) {
        Optional<String> ca = asking.store().find(server).flatMap(SignIn::ca);
        new Login(store, caller, surroundings.clock())
                .run(
                        server,
                        group + ".cli",
                        ca,
                        Opening.of(
                                surroundings,
                                isDevice,
                                "slipway token --for " + service + " --device",
                                surroundings.err()::println),
                        surroundings.err()::println);
    }
}
