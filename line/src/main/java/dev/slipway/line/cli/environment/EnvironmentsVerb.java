package dev.slipway.line.cli.environment;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.ListWords;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.environment.Environments;
import dev.slipway.line.ledger.environment.Environments.Environment;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the environments; its own verb adds one. */
@Command(
        name = "environments",
        header = "List the environments, in the order in which releases pass through them.",
        description = {"", "What each requires of a release is on the page Environments.", ""},
        synopsisSubcommandLabel = "[VERB]",
        commandListHeading = "%nVerbs:%n",
        exitCodeList = {"0:they are listed", "1:no answer", "2:usage error"})
public final class EnvironmentsVerb implements Callable<Integer> {
    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final ListWords words = new ListWords();

    EnvironmentsVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    /** With its own verb. */
    public static CommandLine line(CliContext cli) {
        return new CommandLine(new EnvironmentsVerb(cli)).addSubcommand("add", new EnvironmentsAddVerb(cli));
    }

    @Override
    public Integer call() {
        words.check("environments");
        Output output = ledgerOptions.output();
        List<Environment> all = new Environments(ledgerOptions.ledger()).list();
        all.forEach(one -> output.say("  %-24s %s".formatted(one.name(), one.title())));
        output.json(Json.object()
                .withAll(
                        "items",
                        all.stream()
                                .map(one -> Json.object()
                                        .with("name", one.name())
                                        .with("title", one.title())
                                        .with("rank", one.rank()))
                                .toList()));
        return ExitCode.OK;
    }
}
