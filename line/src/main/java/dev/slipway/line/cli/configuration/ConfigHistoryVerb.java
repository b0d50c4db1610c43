package dev.slipway.line.cli.configuration;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.lines.ConfigLines;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.group.Configurations;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the versions of a service's configuration. */
@Command(
        name = "history",
        header = "List the versions of a service's configuration in an environment, the newest first.",
        exitCodeList = {"0:they are listed", "1:no answer, or no such service", "2:usage error"})
public final class ConfigHistoryVerb implements Callable<Integer> {
    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final LedgerOptions ledgerOptions;

    ConfigHistoryVerb(CliContext cli) {
        this.in = new EnvironmentOption(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        String where = in.name();
        Output output = ledgerOptions.output();
        List<Json> history = new Configurations(ledgerOptions.ledger(), service, where).history();
        if (history.isEmpty()) {
            output.say("Nothing was ever set for " + service + " in " + where + ".");
        }
        for (Json version : history) {
            output.say("  %3s  %s at %s%s"
                    .formatted(
                            version.text("version"),
                            version.find("changedBy").orElse("nobody"),
                            version.find("changedAt").orElse("no time"),
                            version.find("reason")
                                    .map(reason -> ": “" + ConfigLines.line(reason) + "”")
                                    .orElse("")));
            version.texts("changes").forEach(change -> output.say("       " + ConfigLines.line(change)));
            ConfigLines.ran(version).ifPresent(ran -> output.say("       " + ran));
        }
        output.json(Json.object().withAll("items", history));
        return ExitCode.OK;
    }
}
