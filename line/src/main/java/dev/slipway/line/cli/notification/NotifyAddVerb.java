package dev.slipway.line.cli.notification;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.SecretInput;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.Moment;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.NotificationChannels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds a channel. */
@Command(
        name = "add",
        header = "Add a notification channel.",
        description = {
            "",
            "The address of a webhook is a secret: it is prompted for, or read from standard input, and never shown"
                    + " again. Requires the role admin.",
            ""
        },
        exitCodeList = {"0:it is added", "1:it is refused, or no answer", "2:usage error"})
public final class NotifyAddVerb implements Callable<Integer> {
    private static final Pattern HOURS = Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");

    private final CliContext cli;

    @Parameters(arity = "1", paramLabel = "NAME", description = "the channel's name, such as team-chat")
    String name = "";

    @ArgGroup(multiplicity = "1")
    @Nullable
    Way way;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            description = "approval, deployment-failed, rolled-back, drift, certificate, backup-unproven, away, disk"
                    + " or audit-gap; separated by commas, or the option repeated (all)")
    List<String> kinds = new ArrayList<>();

    @Option(
            names = "--service",
            paramLabel = "SERVICE",
            split = ",",
            description = "only what concerns this service; several as above (all, and the line)")
    List<String> services = new ArrayList<>();

    @Option(
            names = "--quiet",
            paramLabel = "HOURS",
            description = "send only urgent messages in these hours, the rest afterwards: 22:00-07:00")
    @Nullable
    String quiet;

    @Option(
            names = "--digest",
            paramLabel = "TIME",
            description = "send what is not urgent once a day in one message, at this time: 08:00")
    @Nullable
    String digest;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "the time zone, such as Europe/Berlin (this machine's)")
    @Nullable
    String zone;

    @Mixin
    final LedgerOptions ledgerOptions;

    NotifyAddVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
    }

    /** The channel's type: exactly one. */
    static final class Way {
        @Option(names = "--mail", paramLabel = "ADDRESS,...", description = "mail to these addresses")
        @Nullable
        String mail;

        @Option(names = "--webhook", description = "CloudEvents, signed after Standard Webhooks")
        boolean isWebhook;

        @Option(names = "--slack", description = "an incoming webhook of Slack's")
        boolean isSlack;

        @Option(names = "--teams", description = "a workflow of Microsoft Teams that posts when a webhook is received")
        boolean isTeams;

        @Option(names = "--mattermost", description = "an incoming webhook of Mattermost's")
        boolean isMattermost;

        String type() {
            if (mail != null) {
                return "mail";
            }
            return isWebhook ? "webhook" : isSlack ? "slack" : isTeams ? "teams" : "mattermost";
        }
    }

    @Override
    public Integer call() {
        Arguments.name("NAME", name);
        services.forEach(service -> Arguments.name("--service", service));
        Way by = way == null ? new Way() : way;
        Json channel = Json.object().with("name", name).with("type", by.type());
        if (quiet != null) {
            Matcher hours = HOURS.matcher(quiet);
            if (!hours.matches()) {
                throw new UsageException("--quiet '" + quiet + "' is not a range of hours such as 22:00-07:00");
            }
            channel.with("quietFrom", hours.group(1)).with("quietUntil", hours.group(2));
        }
        channel.with("digestAt", digest)
                .with("zone", (zone == null ? Moment.machineZone() : Moment.zone("--zone", zone)).getId())
                .with("kinds", kinds)
                .with("services", services);
        Output output = ledgerOptions.output();
        channel.with("target", by.mail == null ? new SecretInput(cli).one("Address of the webhook") : by.mail);
        Json added = new NotificationChannels(ledgerOptions.ledger()).add(channel);
        output.good(name + " is added. To test it: slipway notify test " + name);
        added.find("signingKey").ifPresent(key -> {
            output.say("  The receiver verifies signatures with this key, which is shown only once:");
            output.say("  " + key);
        });
        output.json(added);
        return ExitCode.OK;
    }
}
