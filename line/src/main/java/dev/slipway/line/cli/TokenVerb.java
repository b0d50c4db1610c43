package dev.slipway.line.cli;

import dev.slipway.line.http.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives the caller's token to another program. */
@Command(
        name = "token",
        header = "Print your token, for another program that asks the line in your name.",
        description = {
            "",
            "A bearer token for the ledger and for the servers' management. It is a secret for as long as it lasts: keep it in"
                    + " a variable, as in SLIPWAY_TOKEN=$(slipway token), and on no command line.",
            ""
        },
        exitCodeList = {"0:it is printed", "1:no answer, or nobody is signed in", "2:the command line is wrong"})
final class TokenVerb implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    final Asking asking;

    TokenVerb(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.asking = new Asking(surroundings);
    }

    @Override
    public Integer call() {
        String token = asking.tokens().current();
        if (asking.isJson) {
            asking.output().json(Json.object().with("token", token));
        } else {
            surroundings.out().println(token);
        }
        return ExitCode.WELL;
    }
}
