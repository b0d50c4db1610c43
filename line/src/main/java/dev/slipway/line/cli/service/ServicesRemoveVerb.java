package dev.slipway.line.cli.service;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.Definition;
import dev.slipway.line.ledger.group.Definitions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a service's workers and resources. */
@Command(
        name = "remove",
        header = "Remove a service's workers and host names, and disable its login.",
        description = {
            "",
            "Its data and people's roles stay, and so do its releases and its history. To delete the data and the"
                    + " roles, too, run afterwards: slipway services remove NAME --data. With --environment, those of"
                    + " an environment that the definition no longer names.",
            ""
        },
        exitCodeList = {
            "0:they are gone",
            "1:it is refused, or they could not be removed; that is retried",
            "2:usage error"
        })
public final class ServicesRemoveVerb implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "NAME", description = "the service")
    String name = "";

    @Option(names = "--data", description = "drop the data of a service that is removed already")
    boolean isDataDropped;

    @Option(names = "--environment", paramLabel = "NAME", description = "with --data: only there; the service stays")
    @Nullable
    String environment;

    @Option(names = "--no-wait", description = "do not wait until they are gone")
    boolean isUnfollowed;

    @Mixin
    final LedgerOptions ledgerOptions;

    private final ApplyOptions applyOptions;

    ServicesRemoveVerb(CliContext cli) {
        this.applyOptions = new ApplyOptions(cli);
        this.ledgerOptions = new LedgerOptions(cli);
    }

    @Override
    public Integer call() {
        Arguments.name("NAME", name);
        if (environment != null && !isDataDropped) {
            throw new UsageException(
                    "--environment goes with --data; to remove an environment's workers, take it out of the"
                            + " definition: slipway services apply FILE");
        }
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        Definitions definitions = new Definitions(ledger);
        Definition removed = (isDataDropped ? definitions.dropData(name, where()) : definitions.remove(name))
                .orElseThrow(
                        () -> new Failure(name + " has no definition.", "Which services have one: slipway services"));
        removed.changes().forEach(change -> output.say("    " + change));
        if (isUnfollowed) {
            output.json(removed.json());
            return ExitCode.OK;
        }
        int code = applyOptions.follow(ledgerOptions, ledger, removed, true);
        if (!isDataDropped) {
            output.say(
                    "    Its data stay, if it has any. To drop them, too: slipway services remove " + name + " --data");
        }
        return code;
    }

    private @Nullable String where() {
        return environment == null ? null : Arguments.name("--environment", environment);
    }
}
