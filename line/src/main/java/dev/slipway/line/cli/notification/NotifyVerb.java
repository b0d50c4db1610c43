package dev.slipway.line.cli.notification;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.ListWords;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.NotificationChannels;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the notification channels; subcommands add, remove and test them. */
@Command(
        name = "notify",
        header = "List the notification channels.",
        description = {
            "",
            "By mail, a signed webhook, Slack, Microsoft Teams or Mattermost: an approval waits, a deployment failed"
                    + " or was rolled back, drift, certificates, backups, the agent, workers, the disk, gaps in audit"
                    + " logs. Requires the role admin.",
            ""
        },
        synopsisSubcommandLabel = "[VERB]",
        commandListHeading = "%nVerbs:%n",
        exitCodeList = {"0:they are listed", "1:no answer", "2:usage error"})
public final class NotifyVerb implements Callable<Integer> {
    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final ListWords words = new ListWords();

    NotifyVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    /** With its own verbs. */
    public static CommandLine line(CliContext cli) {
        return new CommandLine(new NotifyVerb(cli))
                .addSubcommand("add", new NotifyAddVerb(cli))
                .addSubcommand("remove", new NotifyRemoveVerb(cli))
                .addSubcommand("test", new NotifyTestVerb(cli));
    }

    @Override
    public Integer call() {
        words.check("notify");
        Output output = ledgerOptions.output();
        List<Json> channels = new NotificationChannels(ledgerOptions.ledger()).list();
        if (channels.isEmpty()) {
            output.say("There are no channels yet. slipway notify add NAME --mail ADDRESS adds one.");
        }
        for (Json channel : channels) {
            String line = "%-20s %-11s %s, %s"
                    .formatted(channel.text("name"), channel.text("type"), channel.text("target"), limits(channel));
            if (channel.number("failures", 0) > 0) {
                output.bad(line + ": " + channel.find("failure").orElse("it fails"));
            } else if (channel.has("failure")) {
                output.warn(line + ": " + channel.text("failure"));
            } else {
                output.say("  " + line);
            }
        }
        output.json(Json.object().withAll("items", channels));
        return ExitCode.OK;
    }

    private static String limits(Json channel) {
        List<String> kinds = channel.texts("kinds");
        List<String> services = channel.texts("services");
        return (kinds.isEmpty() ? "everything" : String.join(" ", kinds))
                + (services.isEmpty() ? "" : " of " + String.join(" ", services))
                + times(channel);
    }

    /** When it sends what is not urgent, as the page Notifications says it; empty for at once. */
    private static String times(Json channel) {
        String digest = channel.find("digestAt").map(at -> ", daily at " + at).orElse("");
        String quiet = channel.find("quietFrom")
                .map(from -> ", not from " + from + " to " + channel.text("quietUntil"))
                .orElse("");
        return digest.isEmpty() && quiet.isEmpty() ? "" : digest + quiet + " (" + channel.text("zone") + ")";
    }

    /** The id of an existing channel. */
    static String id(NotificationChannels channels, String name) {
        return channels.find(name)
                .orElseThrow(() ->
                        new Failure("There is no channel " + name + ".", "Existing channels: slipway notify list"));
    }
}
