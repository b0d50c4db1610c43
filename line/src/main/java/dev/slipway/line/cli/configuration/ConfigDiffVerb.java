package dev.slipway.line.cli.configuration;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.lines.ConfigLines;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.Configurations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows how two configurations of a service differ. */
@Command(
        name = "diff",
        header =
                "Show the differences between a service's configurations in two environments, or between two versions.",
        description = {"", "Of secrets, it shows only their names and, between versions, which were replaced.", ""},
        exitCodeList = {"0:it is shown", "1:no answer, or no such service", "2:usage error"})
public final class ConfigDiffVerb implements Callable<Integer> {
    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Parameters(index = "1..*", arity = "0..2", paramLabel = "ENVIRONMENT", description = "two of its environments")
    List<String> environments = new ArrayList<>();

    @Option(names = "--from", paramLabel = "N", description = "the earlier version")
    @Nullable
    Integer from;

    @Option(names = "--to", paramLabel = "M", description = "the later version (the one that is in force)")
    @Nullable
    Integer to;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final LedgerOptions ledgerOptions;

    ConfigDiffVerb(CliContext cli) {
        this.in = new EnvironmentOption(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        boolean isOne = environments.isEmpty();
        if (isOne && from == null || !isOne && (environments.size() != 2 || from != null || to != null)) {
            throw new UsageException("config diff needs two environments, or --from N [--to M]");
        }
        environments.forEach(name -> Arguments.name("ENVIRONMENT", name));
        if (from != null) {
            ConfigListVerb.version("--from", from);
        }
        if (to != null) {
            ConfigListVerb.version("--to", to);
        }
        String first = isOne ? in.name() : environments.get(0);
        String second = isOne ? first : environments.get(1);
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        Json before = new Configurations(ledger, service, first).show(from);
        Json after = new Configurations(ledger, service, second).show(to);
        List<String> lines = ConfigLines.differences(before.items("entries"), after.items("entries"), isOne);
        output.say(service + ": " + named(first, before) + " → " + named(second, after)
                + (lines.isEmpty() ? ": no difference" : ""));
        lines.forEach(line -> output.say("  " + line));
        output.json(Json.object()
                .with("service", service)
                .with("before", before)
                .with("after", after)
                .with("changes", lines));
        return ExitCode.OK;
    }

    private static String named(String environment, Json configuration) {
        return environment + " (version " + configuration.find("version").orElse("?") + ")";
    }
}
