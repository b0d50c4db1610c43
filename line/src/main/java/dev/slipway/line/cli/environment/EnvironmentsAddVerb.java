package dev.slipway.line.cli.environment;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.environment.Environments;
import dev.slipway.line.ledger.environment.Environments.Environment;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds an environment. */
@Command(
        name = "add",
        header = "Add an environment, such as staging.",
        description = {
            "",
            "It is placed before the last one, usually production, unless --before or --after says otherwise. Services"
                    + " run there if their definitions name it. Requires the role admin.",
            ""
        },
        exitCodeList = {"0:it is added", "1:it is refused, or no answer", "2:usage error"})
public final class EnvironmentsAddVerb implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "NAME", description = "the environment's name, such as staging")
    String name = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "its title (the name)")
    @Nullable
    String title;

    @Option(names = "--before", paramLabel = "NAME", description = "the environment that releases enter next")
    @Nullable
    String before;

    @Option(names = "--after", paramLabel = "NAME", description = "the environment that releases come from")
    @Nullable
    String after;

    @Mixin
    final LedgerOptions ledgerOptions;

    EnvironmentsAddVerb(CliContext cli) {
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("NAME", name);
        if (before != null && after != null) {
            throw new UsageException("--before and --after exclude each other");
        }
        Output output = ledgerOptions.output();
        Environments environments = new Environments(ledgerOptions.ledger());
        List<Environment> all = environments.list();
        int rank = after == null
                ? EnvironmentRank.before(all, before == null ? "" : before)
                : EnvironmentRank.after(all, after);
        String shown = title == null ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) : title;
        Json created = environments.create(new Environment(name, shown, rank));
        output.good(name
                + " is there. To run a service in it, add it to its definition: slipway services add SERVICE --environment "
                + name);
        output.json(created);
        return ExitCode.OK;
    }
}
