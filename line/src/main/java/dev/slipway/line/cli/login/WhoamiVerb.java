package dev.slipway.line.cli.login;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.ApiPath;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the caller as the ledger sees them. */
@Command(
        name = "whoami",
        header = "Show who you are to the ledger, and what you may do.",
        description = "",
        exitCodeList = {"0:it is shown", "1:no answer, or nobody is signed in", "2:usage error"})
public final class WhoamiVerb implements Callable<Integer> {
    @Mixin
    final LedgerOptions ledgerOptions;

    public WhoamiVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Json me = ledgerOptions.ledger().get(ApiPath.of("me"), "who you are");
        ledgerOptions.output().say(line(me) + ", at " + ledgerOptions.server());
        ledgerOptions.output().json(me);
        return ExitCode.OK;
    }

    /** Name, roles, and the services that the caller may deploy, if limited. */
    static String line(Json me) {
        List<String> roles = me.texts("roles");
        List<String> deploys = me.texts("deploys");
        return me.text("name") + " (" + (roles.isEmpty() ? "without any role" : String.join(", ", roles)) + ")"
                + (deploys.isEmpty() || deploys.contains("*") ? "" : ", deploys " + String.join(", ", deploys));
    }
}
