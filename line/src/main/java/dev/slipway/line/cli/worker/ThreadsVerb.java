package dev.slipway.line.cli.worker;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.command.TerminalText;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.GroupWorkers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows thread dumps of a service's workers. */
@Command(
        name = "threads",
        header = "Take a thread dump of a service's workers.",
        description = {"", "Requires the right to deploy the service. The ledger keeps it for ten minutes.", ""},
        exitCodeList = {"0:it is shown", "1:one did not answer", "2:usage error"})
public final class ThreadsVerb implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CliContext cli;

    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Option(names = "--worker", paramLabel = "N", description = "only this one, from 1 (all)")
    @Nullable
    Integer worker;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final LedgerOptions ledgerOptions;

    public ThreadsVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
        this.in = new EnvironmentOption(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        String where = in.name();
        Output output = ledgerOptions.output();
        Ledger ledger = ledgerOptions.ledger();
        GroupWorkers workers = new GroupWorkers(ledger, service, where);
        Json all = Json.object();
        for (String name : GroupLookup.workers(ledger, service, where, worker)) {
            String text = dump(workers, name);
            all.with(name, text);
            if (!ledgerOptions.isJson()) {
                cli.out().println("== " + name + ", " + cli.clock().instant());
                cli.out().print(TerminalText.of(text));
            }
        }
        output.json(all);
        return ExitCode.OK;
    }

    private String dump(GroupWorkers workers, String name) {
        String id = workers.requestThreads(name);
        Instant until = cli.clock().instant().plus(PATIENCE);
        while (true) {
            Json answer = workers.threads(name, id);
            Optional<String> failure = answer.find("failure");
            if (failure.isPresent()) {
                throw new Failure("The thread dump of " + name + " failed: " + failure.get() + ".", "Try again.");
            }
            Optional<String> text = answer.find("text");
            if (text.isPresent()) {
                return text.get();
            }
            if (!cli.clock().instant().isBefore(until)) {
                throw new Failure(
                        "No answer for " + Durations.text(PATIENCE) + ".",
                        "Is the agent running? On the line's machine: ./slipway status");
            }
            cli.pace().sleep(cli.pause().dividedBy(4));
        }
    }
}
