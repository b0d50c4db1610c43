package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.InterruptNotice;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.input.Arguments;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options and exit codes of verbs that follow a deployment, and the following itself. */
@Command(
        exitCodeList = {
            "0:it runs",
            "1:it failed, and the previous release runs; or it could no longer be followed, and continues",
            "2:usage error",
            "3:the gate refuses",
            "4:it waits for approvals, time, a run in the previous environment or the agent; the request stays open"
        })
public final class FollowOptions {
    private final CliContext cli;

    @Mixin
    final AgentWaitOptions waitOptions = new AgentWaitOptions();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "how long to wait for approvals, such as 30m (0)")
    String wait = "0";

    public FollowOptions(CliContext cli) {
        this.cli = cli;
    }

    /** Validates the options before any call. */
    public void check() {
        patience();
    }

    /**
     * Makes a request and follows it to its end. Once made, Ctrl-C prints that it continues.
     *
     * @param what the operation that continues after Ctrl-C, as the beginning of a sentence
     * @return the exit code
     */
    public int follow(Ledger ledger, Output output, String what, String service, Supplier<DeploymentRequest> request) {
        Follower.Patience patience = patience();
        DeploymentRequest created = request.get();
        try (InterruptNotice interrupted = new InterruptNotice(cli, what, "slipway status " + service)) {
            return new Follower(ledger, output, cli.clock(), cli.pace(), patience).follow(created);
        }
    }

    /**
     * Shows what the gate says to a request, without following it.
     *
     * @return the exit code
     */
    public int report(Ledger ledger, Output output, DeploymentRequest request) {
        GateProgress gateProgress = new GateProgress(ledger, output, cli.clock());
        output.json(request.json());
        if (request.isOver() && !request.isDone()) {
            gateProgress.showRefused(request);
            return ExitCode.REFUSED;
        }
        if (request.isWaiting()) {
            gateProgress.show(request);
            return ExitCode.WAITING;
        }
        gateProgress.showAllowed(request);
        return ExitCode.OK;
    }

    private Follower.Patience patience() {
        return new Follower.Patience(Arguments.time("--wait", wait), waitOptions.patience());
    }
}
