package dev.slipway.line.cli.service;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.ListWords;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.group.ServerGroup;
import dev.slipway.line.ledger.group.ServerGroups;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the services; subcommands manage their definitions. */
@Command(
        name = "services",
        header = "List the services, and what is live of each.",
        description = {
            "",
            "Each service runs in workers of its own. Its definition says how many in which environment, and gives it a"
                    + " database, a login, mail or queues: add and apply write one. A service that is deployed without one gets"
                    + " workers, and nothing else.",
            ""
        },
        synopsisSubcommandLabel = "[VERB]",
        commandListHeading = "%nVerbs:%n",
        exitCodeList = {"0:they are listed", "1:no answer", "2:usage error"})
public final class ServicesVerb implements Callable<Integer> {
    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final ListWords words = new ListWords();

    ServicesVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    /** With its own verbs. */
    public static CommandLine line(CliContext cli) {
        return new CommandLine(new ServicesVerb(cli))
                .addSubcommand("add", new ServicesAddVerb(cli))
                .addSubcommand("apply", new ServicesApplyVerb(cli))
                .addSubcommand("show", new ServicesShowVerb(cli))
                .addSubcommand("history", new ServicesHistoryVerb(cli))
                .addSubcommand("remove", new ServicesRemoveVerb(cli));
    }

    @Override
    public Integer call() {
        words.check("services");
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        List<Json> services = new Services(ledger).list();
        List<Deployment> live = new Deployments(ledger).live();
        List<ServerGroup> groups = new ServerGroups(ledger).list(Optional.empty());
        if (services.isEmpty()) {
            output.say("There are no services yet. slipway deploy FILE --service NAME creates one.");
        }
        for (Json service : services) {
            String name = service.text("name");
            output.say("  %-24s %s".formatted(name, lines(name, live, groups)).stripTrailing());
            service.withAll(
                    "live",
                    live.stream()
                            .filter(one -> one.service().equals(name))
                            .map(Deployment::json)
                            .toList());
            service.withAll(
                    "groups",
                    groups.stream()
                            .filter(one -> one.service().equals(name))
                            .map(ServerGroup::json)
                            .toList());
        }
        output.json(Json.object().withAll("items", services));
        return ExitCode.OK;
    }

    private static String lines(String service, List<Deployment> live, List<ServerGroup> groups) {
        Stream<String> running = live.stream()
                .filter(one -> one.service().equals(service))
                .map(one -> one.environment() + " " + one.version().orElse("unknown content"));
        Stream<String> others = groups.stream()
                .filter(group ->
                        group.service().equals(service) && !group.isGone() && !(group.isReady() && isLive(group, live)))
                .map(group ->
                        group.environment() + (group.isReady() ? ": nothing deployed" : ": workers " + group.state()));
        return Stream.concat(running, others).collect(Collectors.joining(", "));
    }

    private static boolean isLive(ServerGroup group, List<Deployment> live) {
        return live.stream()
                .anyMatch(one -> one.service().equals(group.service())
                        && one.environment().equals(group.environment()));
    }
}
