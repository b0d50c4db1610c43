package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.InterruptNotice;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.follow.AgentWait;
import dev.slipway.line.cli.follow.AgentWaitOptions;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.cli.lines.SkewLines;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.deployment.Deployments;
import dev.slipway.line.ledger.group.Sync;
import dev.slipway.line.ledger.group.Syncs;
import dev.slipway.line.ledger.group.Workers;
import dev.slipway.line.ledger.group.Workers.Skew;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Syncs the workers. */
@Command(
        name = "sync",
        header = "Sync workers that run different content.",
        description = {
            "",
            "If workers run different content, somebody changed one of them by hand: through the console, the CLI, or"
                    + " Maven to one port. The last change is deployed to the others, one after the other and without"
                    + " downtime, through the gate like any deployment, and recorded as one. An archive that was"
                    + " undeployed by hand is only restored, by --back; it is never undeployed from the others.",
            ""
        },
        exitCodeList = {
            "0:all workers run the same",
            "1:it failed, or --dry-run found differences",
            "2:usage error",
            "3:the gate refuses",
            "4:it waits for approvals, time or a run in the previous environment; the request stays open"
        })
public final class SyncVerb implements Callable<Integer> {
    private final CliContext cli;

    @Mixin
    final LedgerOptions ledgerOptions;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final AgentWaitOptions waitOptions = new AgentWaitOptions();

    @Option(names = "--dry-run", description = "show which worker runs what, and what would be done")
    boolean isDry;

    @Option(names = "--back", description = "undo the change instead: restore the last release that all of them ran")
    boolean isBack;

    @Option(names = "--service", paramLabel = "NAME", description = "only this service")
    @Nullable
    String service;

    public SyncVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
        this.in = new EnvironmentOption(cli);
    }

    @Override
    public Integer call() {
        Optional<String> only = Optional.ofNullable(service).map(name -> Arguments.name("--service", name));
        String where = in.name();
        Duration patience = waitOptions.patience();

        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        List<Skew> skews = new Workers(ledger)
                .skews(where).stream()
                        .filter(skew -> only.isEmpty() || only.get().equals(skew.service()))
                        .toList();
        if (skews.isEmpty()) {
            output.good("All workers run the same.");
            output.json(Json.object().withAll("items", List.of()));
            return ExitCode.OK;
        }
        if (isDry) {
            Deployments deployments = new Deployments(ledger);
            for (Skew skew : skews) {
                List<Deployment> history = deployments.ofArchive(skew.service(), skew.archive(), where);
                SkewLines.of(skew, history, isBack, in.argument()).forEach(output::say);
            }
            output.json(Json.object()
                    .withAll("items", skews.stream().map(Skew::json).toList()));
            return ExitCode.FAILED;
        }
        Syncs syncs = new Syncs(ledger);
        Sync sync = syncs.create(where, only, isBack)
                .or(() -> syncs.open(where).map(open -> joined(open, only)))
                .orElseThrow(() -> new Failure("Another sync has just finished.", "Try again."));
        try (InterruptNotice interrupted =
                new InterruptNotice(cli, "The sync", "slipway sync --dry-run" + in.argument())) {
            return follow(ledger, sync, patience, output);
        }
    }

    /** The running sync, if it includes the requested one. */
    private Sync joined(Sync open, Optional<String> only) {
        if (open.covers(only, isBack)) {
            return open;
        }
        throw new Failure(
                "Another sync is under way in " + open.environment() + ", by " + open.actor() + ": slipway sync"
                        + (open.isBack() ? " --back" : "")
                        + open.service().map(name -> " --service " + name).orElse("")
                        + in.argument() + ".",
                "Wait for it to end, then try again.");
    }

    private int follow(Ledger ledger, Sync requested, Duration patience, Output output) {
        Syncs syncs = new Syncs(ledger.patient(patience));
        SyncParts parts = new SyncParts(ledger, output, cli, patience);
        AgentWait wait = new AgentWait(output, cli.pace());
        Sync sync = requested;
        try {
            while (!sync.isOver()) {
                if (sync.isUnclaimed()) {
                    wait.check(patience, sync.json());
                }
                cli.pace().sleep(cli.pause());
                Sync before = sync;
                sync = syncs.show(sync.id());
                if (sync.isRunning() && !before.isRunning()) {
                    output.say("  … the agent syncs the workers of " + sync.environment());
                }
                parts.watch(sync);
            }
        } catch (LedgerRefusedException e) {
            throw e;
        } catch (CallException e) {
            throw connectionLost(sync, e, output);
        }
        output.json(sync.json());
        String detail = sync.detail().orElse("");
        if (sync.isFailed()) {
            throw new Failure(
                    parts.exitCode(),
                    detail.isEmpty() ? "The workers of " + sync.environment() + " run different content." : detail,
                    "Which runs what: slipway sync --dry-run" + in.argument());
        }
        output.good(detail.isEmpty() ? "The workers of " + sync.environment() + " run the same." : detail);
        return ExitCode.OK;
    }

    /** The caller's credential has expired, or the ledger does not answer; the agent continues by itself. */
    private Failure connectionLost(Sync sync, CallException e, Output output) {
        output.json(sync.json());
        return new Failure(
                e.what(),
                "The sync continues. Which runs what: slipway sync --dry-run" + in.argument() + " " + e.remedy());
    }
}
