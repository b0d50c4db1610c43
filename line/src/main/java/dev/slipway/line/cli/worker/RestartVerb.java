package dev.slipway.line.cli.worker;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.InterruptNotice;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.follow.AgentWait;
import dev.slipway.line.cli.follow.AgentWaitOptions;
import dev.slipway.line.cli.lines.RequestLines;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.GroupWorkers;
import dev.slipway.line.ledger.group.Restart;
import dev.slipway.line.ledger.request.RequestStep;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Restarts the workers of a service, one after the other. */
@Command(
        name = "restart",
        header = "Restart the workers of a service, one after the other and without downtime.",
        description = {
            "",
            "Each is drained, restarted, and gets requests again when it is healthy; then the next one. If a worker fails"
                    + " to start, the remaining ones are not restarted. With a single worker, clients get a 503 meanwhile.",
            ""
        },
        exitCodeList = {"0:all of them were restarted", "1:one did not start, or no answer", "2:usage error"})
public final class RestartVerb implements Callable<Integer> {
    private final CliContext cli;

    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the record")
    @Nullable
    String reason;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final AgentWaitOptions waitOptions = new AgentWaitOptions();

    @Mixin
    final LedgerOptions ledgerOptions;

    public RestartVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
        this.in = new EnvironmentOption(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        String where = in.name();
        Duration patience = waitOptions.patience();
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        GroupWorkers workers = new GroupWorkers(ledger, service, where);
        Restart requested = workers.restart(Optional.ofNullable(reason));
        try (InterruptNotice interrupted =
                new InterruptNotice(cli, "The restart", "slipway services show " + service)) {
            Restart over =
                    follow(requested, new GroupWorkers(ledger.patient(patience), service, where), output, patience);
            return end(over, service, where, output);
        }
    }

    private Restart follow(Restart requested, GroupWorkers workers, Output output, Duration patience) {
        AgentWait wait = new AgentWait(output, cli.pace());
        Restart restart = requested;
        int seen = 0;
        while (true) {
            for (RequestStep step : restart.steps()
                    .subList(
                            Math.min(seen, restart.steps().size()),
                            restart.steps().size())) {
                show(step, output);
            }
            seen = restart.steps().size();
            if (restart.isOver()) {
                return restart;
            }
            if (restart.isUnclaimed()) {
                wait.check(patience, restart.json());
            }
            cli.pace().sleep(cli.pause());
            restart = workers.restart(restart.id());
        }
    }

    private static void show(RequestStep step, Output output) {
        switch (step.kind()) {
            case "warning" -> output.warn(RequestLines.step(step));
            case "failed" -> output.bad(RequestLines.step(step));
            case "done" -> output.good(RequestLines.step(step));
            default -> {
                // The beginning of a step is not shown: a restart has many short ones.
            }
        }
    }

    private static int end(Restart restart, String service, String where, Output output) {
        output.json(restart.json());
        if (restart.isFailed()) {
            throw new Failure(
                    restart.detail().orElse("The workers of " + service + " were not all restarted") + ".",
                    "The others run as before. Its log: slipway logs " + service + " --environment " + where);
        }
        output.good("The workers of " + service + " in " + where + " are restarted");
        return ExitCode.OK;
    }
}
