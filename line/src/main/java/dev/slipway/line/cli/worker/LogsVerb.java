package dev.slipway.line.cli.worker;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.EnvironmentOption;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.LedgerOptions;
import dev.slipway.line.cli.command.ServiceArgument;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.cli.lines.LogLines;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.CredentialException;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.group.GroupWorkers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what the workers of a service log. */
@Command(
        name = "logs",
        header = "Show what the workers of a service log.",
        description = {"", "Requires the right to deploy the service. Lines of several workers are sorted by time.", ""
        },
        exitCodeList = {"0:it is shown", "1:there are no workers, or no answer", "2:usage error"})
public final class LogsVerb implements Callable<Integer> {
    private static final int MOST = 1_000;

    private final CliContext cli;

    @Mixin
    final ServiceArgument serviceArgument = new ServiceArgument();

    @Option(names = "--worker", paramLabel = "N", description = "only this one, from 1 (all)")
    @Nullable
    Integer worker;

    @Option(names = "--lines", paramLabel = "N", description = "how many of the last lines of each (100)")
    int lines = 100;

    @Option(
            names = {"-f", "--follow"},
            description = "follow new lines until Ctrl-C")
    boolean isFollowing;

    @Mixin
    final EnvironmentOption in;

    @Mixin
    final LedgerOptions ledgerOptions;

    public LogsVerb(CliContext cli) {
        this.cli = cli;
        this.ledgerOptions = new LedgerOptions(cli);
        this.in = new EnvironmentOption(cli);
    }

    @Override
    public Integer call() {
        String service = serviceArgument.name();
        if (lines < 1 || lines > MOST) {
            throw new UsageException("--lines '" + lines + "' is not a number from 1 to " + MOST);
        }
        if (isFollowing && ledgerOptions.isJson()) {
            throw new UsageException("--follow and --json cannot be combined");
        }
        String where = in.name();
        Ledger ledger = ledgerOptions.ledger();
        List<String> names = GroupLookup.workers(ledger, service, where, worker);
        GroupWorkers workers = new GroupWorkers(ledger, service, where);
        Map<String, String> places = new TreeMap<>();
        Map<String, List<String>> logs = new LinkedHashMap<>();
        for (String name : names) {
            logs.put(name, lines(workers.log(name, lines), name, places));
        }
        Json all = Json.object();
        logs.forEach((name, texts) -> all.with(name, texts));
        show(logs, names.size() > 1);
        ledgerOptions.output().json(all);
        // The reader may have exited, like grep -m1.
        while (isFollowing && !cli.out().checkError()) {
            cli.pace().sleep(cli.pause().dividedBy(2));
            follow(workers, names, places);
        }
        return ExitCode.OK;
    }

    /** Continues while the ledger is down; lines from then are shown later. */
    private void follow(GroupWorkers workers, List<String> names, Map<String, String> places) {
        Map<String, List<String>> logs = new LinkedHashMap<>();
        for (String name : names) {
            try {
                String place = places.get(name);
                Json log = place == null ? workers.log(name, MOST) : workers.logAfter(name, place);
                if (place != null && log.is("isCut")) {
                    cli.err().println("slipway: " + name + " logs more than is shown");
                }
                logs.put(name, lines(log, name, places));
            } catch (LedgerRefusedException | CredentialException e) {
                throw e;
            } catch (CallException e) {
                // Retried at the next poll.
            }
        }
        show(logs, names.size() > 1);
    }

    private static List<String> lines(Json log, String name, Map<String, String> places) {
        Optional<String> after = log.find("after");
        after.ifPresent(place -> places.put(name, place));
        return log.texts("lines");
    }

    private void show(Map<String, List<String>> logs, boolean isNamed) {
        if (!ledgerOptions.isJson()) {
            LogLines.merge(logs)
                    .forEach(line -> cli.out().println(isNamed ? line.worker() + "  " + line.text() : line.text()));
        }
    }
}
