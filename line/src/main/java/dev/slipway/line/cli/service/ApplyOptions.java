package dev.slipway.line.cli.service;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.InterruptNotice;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.follow.GroupFollower;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.Definition;
import dev.slipway.line.ledger.group.Definitions;
import dev.slipway.line.ledger.group.ServerGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options for applying a definition, and the action itself. */
@Command(
        exitCodeList = {
            "0:its workers match it, or --dry-run showed what would change",
            "1:it is refused, or some could not be created; that is retried",
            "2:usage error"
        })
public final class ApplyOptions {
    private final CliContext cli;

    @Option(names = "--dry-run", description = "show what would change, and change nothing")
    boolean isDry;

    @Option(names = "--no-wait", description = "do not wait until its workers exist")
    boolean isUnfollowed;

    ApplyOptions(CliContext cli) {
        this.cli = cli;
    }

    /**
     * Applies it.
     *
     * @param from its origin, for messages
     * @param base the version that it was made from, 0 where there was none; null for any
     */
    int apply(
            LedgerOptions ledgerOptions, Ledger ledger, String service, String yaml, String from, @Nullable Long base) {
        Output output = ledgerOptions.output();
        Definition applied = new Definitions(ledger).apply(service, yaml, isDry, base, "the definition " + from);
        if (isDry) {
            output.say(
                    applied.changes().isEmpty()
                            ? "  Nothing would change of " + service + "."
                            : "  Would change of " + service + ":");
        } else {
            output.good(
                    applied.changes().isEmpty()
                            ? service + " is defined like that already (version " + applied.version() + ")"
                            : service + " is defined, version " + applied.version() + ":");
        }
        applied.changes().forEach(change -> output.say("    " + change));
        if (isDry || isUnfollowed) {
            output.json(applied.json());
            return ExitCode.OK;
        }
        return follow(ledgerOptions, ledger, applied, false);
    }

    /** Follows the rollout of a version. */
    int follow(LedgerOptions ledgerOptions, Ledger ledger, Definition version, boolean isRemoval) {
        String service = version.service();
        try (InterruptNotice interrupted =
                new InterruptNotice(cli, "What is done for " + service, "slipway services show " + service)) {
            List<ServerGroup> groups = new GroupFollower(cli, ledgerOptions.output(), ledgerOptions.server(), ledger)
                    .follow(service, isRemoval);
            ledgerOptions
                    .output()
                    .json(version.json()
                            .withAll(
                                    "groups",
                                    groups.stream().map(ServerGroup::json).toList()));
            return GroupFollower.end(service, groups);
        }
    }
}
