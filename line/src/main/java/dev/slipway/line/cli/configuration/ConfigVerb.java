package dev.slipway.line.cli.configuration;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.Help;
import dev.slipway.line.cli.input.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A service's configuration in an environment; subcommands change and show it. */
@Command(
        name = "config",
        header = "Set a service's configuration in an environment: variables and secrets.",
        description = {
            "",
            "Both reach it as environment variables, so MicroProfile Config and ${env.NAME} find them. Each change is"
                    + " a version, with who made it and why; a rollback restores the configuration of that time, too.",
            ""
        },
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is done", "1:no answer", "2:usage error"})
public final class ConfigVerb implements Callable<Integer> {
    private static final List<String> VERBS = List.of("set", "list", "diff", "history", "unset");

    @Mixin
    final Help help = new Help();

    @Parameters(arity = "0..*", hidden = true)
    List<String> words = new ArrayList<>();

    /** With its own verbs. */
    public static CommandLine line(CliContext cli) {
        return new CommandLine(new ConfigVerb())
                .addSubcommand("set", new ConfigSetVerb(cli))
                .addSubcommand("list", new ConfigListVerb(cli))
                .addSubcommand("diff", new ConfigDiffVerb(cli))
                .addSubcommand("history", new ConfigHistoryVerb(cli))
                .addSubcommand("unset", new ConfigUnsetVerb(cli));
    }

    @Override
    public Integer call() {
        throw new UsageException(
                words.isEmpty()
                        ? "config needs one of " + String.join(", ", VERBS)
                        : "config: unknown verb '" + words.get(0) + "'");
    }
}
