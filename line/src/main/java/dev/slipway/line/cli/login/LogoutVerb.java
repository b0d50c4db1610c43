package dev.slipway.line.cli.login;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.SignInStore;
import dev.slipway.line.identity.StoredTokens;
import dev.slipway.line.program.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Signs a person out. */
@Command(
        name = "logout",
        header = "Sign out: revoke the tokens in Keycloak, and delete them.",
        description = "",
        exitCodeList = {"0:you are signed out", "1:the tokens could not be revoked", "2:usage error"})
public final class LogoutVerb implements Callable<Integer> {
    private final CliContext cli;

    @Mixin
    final LedgerOptions ledgerOptions;

    public LogoutVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        URI server = ledgerOptions.server();
        SignInStore own = ledgerOptions.store();
        List<Problem> failures = new ArrayList<>();
        boolean isReadable = isReadable(own, server, failures);
        Caller caller = ledgerOptions.caller(server);
        if (isReadable) {
            attempt(new StoredTokens(server, own, caller, cli.clock())::revoke, failures);
        }
        GroupSignIns groups = new GroupSignIns(cli);
        for (SignInStore store : groups.all()) {
            attempt(
                    () -> {
                        if (isReadable(store, server, failures)) {
                            groups.revoke(store, server, caller);
                        }
                    },
                    failures);
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        Output output = ledgerOptions.output();
        output.good("Signed out of " + server);
        output.json(Json.object().with("server", server));
        return ExitCode.OK;
    }

    /** Whether the file of a sign-in can be read, or there is none; deletes one that cannot. */
    private static boolean isReadable(SignInStore store, URI server, List<Problem> failures) {
        try {
            store.find(server);
            return true;
        } catch (CallException e) {
            store.delete(server);
            failures.add(new Failure(
                    e.what() + " It is deleted, but the tokens in it are not revoked.",
                    "They end two hours after they were last used."));
            return false;
        }
    }

    /** A sign-in that cannot be ended leaves none of the others. */
    private static void attempt(Runnable revocation, List<Problem> failures) {
        try {
            revocation.run();
        } catch (Problem e) {
            failures.add(e);
        }
    }
}
