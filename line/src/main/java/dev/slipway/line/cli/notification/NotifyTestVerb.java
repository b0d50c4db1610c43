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

/** Tries a channel. */
@Command(
        name = "test",
        header = "Send a test message to a channel.",
        description = {"", "It is sent at once, even in quiet hours. Requires the role admin.", ""},
        exitCodeList = {"0:the receiver accepted it", "1:it did not, or no answer", "2:usage error"})
public final class NotifyTestVerb implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "NAME", description = "the channel's name")
    String name = "";

    @Mixin
    final LedgerOptions ledgerOptions;

    NotifyTestVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("NAME", name);
        Output output = ledgerOptions.output();
        NotificationChannels channels = new NotificationChannels(ledgerOptions.ledger());
        Json answer = channels.test(NotifyVerb.id(channels, name));
        boolean isAccepted = answer.is("isAccepted");
        if (isAccepted) {
            output.good(name + " accepted the message: check that it has arrived");
        } else {
            output.bad(name + " did not accept the message. "
                    + answer.find("failure").orElse(""));
        }
        output.json(answer);
        return isAccepted ? ExitCode.OK : ExitCode.FAILED;
    }
}
