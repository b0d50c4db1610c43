package dev.slipway.line.cli.service;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.lines.GroupLines;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.Definition;
import dev.slipway.line.ledger.group.Definitions;
import dev.slipway.line.ledger.group.ServerGroup;
import dev.slipway.line.ledger.group.ServerGroups;
import dev.slipway.line.ledger.group.UnhealthyWorker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a service's definition and the state of its workers. */
@Command(
        name = "show",
        header = "Show the definition of a service, and the state of its workers.",
        exitCodeList = {"0:it is shown", "1:it has none, or no answer", "2:usage error"})
public final class ServicesShowVerb implements Callable<Integer> {
    private final CliContext cli;

    @Parameters(arity = "1", paramLabel = "NAME", description = "the service")
    String name = "";

    @Option(names = "--yaml", description = "print only the definition, as slipway services apply reads it")
    boolean isYaml;

    @Mixin
    final LedgerOptions ledgerOptions;

    ServicesShowVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("NAME", name);
        if (isYaml && ledgerOptions.isJson()) {
            throw new UsageException("--yaml and --json cannot be combined");
        }
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        Optional<Definition> definition = new Definitions(ledger).find(name);
        if (isYaml && definition.isPresent()) {
            cli.out().print(definition.get().yaml().orElse(""));
            return ExitCode.OK;
        }
        List<ServerGroup> groups = new ServerGroups(ledger).list(Optional.of(name));
        if (definition.isEmpty() && (isYaml || groups.isEmpty())) {
            throw none(name);
        }
        output.say(definition.map(this::heading).orElse(name + " has no definition any more."));
        Instant now = cli.clock().instant();
        List<UnhealthyWorker> unhealthy = groups.isEmpty() ? List.of() : new ServerGroups(ledger).unhealthy(name, now);
        for (ServerGroup group : groups) {
            output.say(GroupLines.row(group, ledgerOptions.server()));
            GroupLines.configuration(group).ifPresent(output::say);
            GroupLines.consoles(group, ledgerOptions.server()).forEach(output::say);
            unhealthy.stream()
                    .filter(one -> group.workers().contains(one.worker()))
                    .forEach(one -> output.warn(
                            GroupLines.unhealthy(one, name, EnvironmentOption.argument(cli, one.environment()), now)));
        }
        definition.flatMap(Definition::yaml).ifPresent(yaml -> {
            output.say("");
            yaml.stripTrailing().lines().forEach(output::say);
        });
        output.json(definition
                .map(Definition::json)
                .orElseGet(() -> Json.object().with("service", name))
                .withAll("groups", groups.stream().map(ServerGroup::json).toList())
                .with("silentWorkers", UnhealthyWorker.names(unhealthy, UnhealthyWorker.Trouble.SILENT))
                .with("unwellWorkers", UnhealthyWorker.names(unhealthy, UnhealthyWorker.Trouble.UNSERVED))
                .with("unseenWorkers", UnhealthyWorker.names(unhealthy, UnhealthyWorker.Trouble.UNSEEN))
                .with("restartingWorkers", UnhealthyWorker.names(unhealthy, UnhealthyWorker.Trouble.RESTARTING)));
        return ExitCode.OK;
    }

    private String heading(Definition definition) {
        return "%s: %sversion %d, applied%s by %s at %s"
                .formatted(
                        name,
                        definition
                                .title()
                                .filter(title -> !title.equalsIgnoreCase(name))
                                .map(title -> title + ", ")
                                .orElse(""),
                        definition.version(),
                        definition.isDefault() ? " by default, by its first deployment," : "",
                        definition.appliedBy().orElse("nobody"),
                        definition.appliedAt().orElse("no time"));
    }

    static Failure none(String service) {
        return new Failure(
                service + " has no definition.",
                "To give it one: slipway services add " + service + ", or slipway services apply FILE");
    }
}
