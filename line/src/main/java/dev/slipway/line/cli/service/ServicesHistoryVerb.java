package dev.slipway.line.cli.service;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.group.Definition;
import dev.slipway.line.ledger.group.Definitions;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the versions of a service's definition. */
@Command(
        name = "history",
        header = "List the versions of a service's definition, the newest first.",
        exitCodeList = {"0:they are listed", "1:there are none, or no answer", "2:usage error"})
public final class ServicesHistoryVerb implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "NAME", description = "the service")
    String name = "";

    @Mixin
    final LedgerOptions ledgerOptions;

    ServicesHistoryVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Output output = ledgerOptions.output();
        List<Definition> history = new Definitions(ledgerOptions.ledger()).history(Arguments.name("NAME", name));
        if (history.isEmpty()) {
            throw ServicesShowVerb.none(name);
        }
        for (Definition version : history) {
            output.say("  %3d  %s by %s at %s"
                    .formatted(
                            version.version(),
                            version.operation().replace('-', ' ')
                                    + (version.isDefault() ? " by default, by its first deployment" : ""),
                            version.appliedBy().orElse("nobody"),
                            version.appliedAt().orElse("no time")));
            version.changes().forEach(change -> output.say("         " + change));
        }
        output.json(Json.object()
                .withAll("items", history.stream().map(Definition::json).toList()));
        return ExitCode.OK;
    }
}
