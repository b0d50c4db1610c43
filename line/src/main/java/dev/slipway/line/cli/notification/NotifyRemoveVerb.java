package dev.slipway.line.cli.notification;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.NotificationChannels;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a channel. */
@Command(
        name = "remove",
        header = "Remove a channel.",
        description = {"", "Pending messages are discarded. Requires the role admin.", ""},
        exitCodeList = {"0:it is gone", "1:there is none, or no answer", "2:usage error"})
public final class NotifyRemoveVerb implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "NAME", description = "the channel's name")
    String name = "";

    @Mixin
    final LedgerOptions ledgerOptions;

    NotifyRemoveVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("NAME", name);
        Output output = ledgerOptions.output();
        NotificationChannels channels = new NotificationChannels(ledgerOptions.ledger());
        channels.remove(NotifyVerb.id(channels, name));
        output.good("Removed " + name);
        output.json(Json.object().with("removed", name));
        return ExitCode.OK;
    }
}
