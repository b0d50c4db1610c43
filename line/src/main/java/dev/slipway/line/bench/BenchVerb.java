package dev.slipway.line.bench;

import dev.slipway.line.bench.load.Pgbench;
import dev.slipway.line.bench.load.Progress;
import dev.slipway.line.bench.load.Runner;
import dev.slipway.line.bench.load.Sample;
import dev.slipway.line.bench.load.Scratch;
import dev.slipway.line.bench.load.Shape;
import dev.slipway.line.bench.load.TestDataLoader;
import dev.slipway.line.bench.load.Workload;
import dev.slipway.line.bench.load.Wrk;
import dev.slipway.line.bench.process.Programs;
import dev.slipway.line.bench.report.Comparison;
import dev.slipway.line.bench.report.Limit;
import dev.slipway.line.bench.report.Machine;
import dev.slipway.line.bench.report.Measured;
import dev.slipway.line.bench.report.Report;
import dev.slipway.line.bench.report.Table;
import dev.slipway.line.cli.command.Help;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.ClientTokens;
import dev.slipway.line.program.Terminal;
import dev.slipway.line.schema.LedgerDatabase;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Benchmarks the running line, and its httpd and PostgreSQL alone. */
@Command(
        name = "bench",
        header = "Measures requests per second and the processor time they take.",
        synopsisHeading = "Usage: ",
        customSynopsis = "./slipway bench [OPTION]…",
        usageHelpWidth = 120,
        description = {
            "",
            "Sends five workloads to the running line, one after the other, by wrk:",
            "",
            "  W1  the newest 20 deployments of a service, with a token",
            "  W2  one deployment by its id",
            "  W3  the record of a deployment, as a pipeline makes it; with --fill only",
            "  W4  the handbook's first page, with a reader's password",
            "  W5  the same as W2, with a new TLS connection for each request",
            "",
            "Prints requests per second, how long the middle and the slowest hundredth took, errors, and the processor"
                    + " seconds that 1,000 requests cost, by program; and, measured in the same run, what httpd alone does"
                    + " with a file of as many bytes, and PostgreSQL alone with the same statements (by pgbench). The line"
                    + " is at its limit meanwhile, and slow for everybody else.",
            "",
            "Without --fill nothing is recorded: W1, W2 and W5 ask for what is there, and W3 is left out.",
            ""
        },
        footer = {
            "",
            "Exit code 1 when something could not be measured, or --compare shows a workload that got worse; 2 after a"
                    + " usage error."
        })
public final class BenchVerb implements Callable<Integer> {
    @Mixin
    final Help help = new Help();

    @Mixin
    final BenchOptions options = new BenchOptions();

    /** Made by picocli. */
    public BenchVerb() {}

    @Override
    public Integer call() throws IOException {
        List<Workload> chosen = chosen();
        Settings settings = Settings.of(System.getenv());
        Programs programs = new Programs(settings.state());
        String path = System.getenv().getOrDefault("PATH", "");
        if (programs.supervisor().isEmpty()) {
            throw new CallException("The line is not running.", "Start it: ./slipway up");
        }
        if (!Wrk.isInstalled(path)) {
            throw new CallException("wrk is not installed.", "Install it, for example: apt-get install wrk");
        }
        Machine machine = Machine.here();
        Optional<Report> before = before(machine);
        if (options.fill != null && !options.isSure) {
            confirm(settings, options.fill);
        }
        Progress progress = new Progress(help.line().getErr(), Terminal.isThere());
        Sample sample = LedgerDatabase.with(settings, ledger -> {
            if (options.fill != null) {
                new TestDataLoader(ledger, progress).fill(options.fill);
            }
            return Sample.of(ledger, options.fill != null);
        });
        try (Scratch scratch = new Scratch()) {
            Runner runner = new Runner(scratch, progress);
            Caller caller =
                    Caller.trusting(settings.authorities().map(Trust::of).orElse(null));
            Measurement measurement = new Measurement(
                    settings,
                    scratch,
                    new Wrk(runner, settings.front()),
                    Pgbench.find(path).map(program -> new Pgbench(runner, program, settings)),
                    programs.leaders(settings.workers().size()),
                    ClientTokens.bySecret(
                            settings.ledger(),
                            "pipeline",
                            settings.secret("pipeline-client-secret"),
                            caller,
                            Clock.systemUTC()),
                    caller,
                    sample);
            Report report = new Report(
                    Instant.now(),
                    machine,
                    options.connections,
                    options.seconds,
                    sample.deployments(),
                    measure(measurement, chosen));
            if (options.json != null) {
                report.write(options.json);
            }
            return before.map(earlier -> compare(new Comparison(earlier, report, options.threshold)))
                    .orElse(0);
        }
    }

    private List<Workload> chosen() {
        try {
            return options.check();
        } catch (IllegalArgumentException e) {
            throw help.wrong(Objects.requireNonNullElse(e.getMessage(), ""));
        }
    }

    private Optional<Report> before(Machine machine) {
        if (options.compared == null) {
            return Optional.empty();
        }
        Path file = options.compared;
        Report before = Report.read(file);
        Comparison.objection(before, machine, options.connections).ifPresent(why -> {
            throw new CallException(file + " is nothing to compare with: " + why + ".", "");
        });
        return Optional.of(before);
    }

    private void confirm(Settings settings, int target) {
        String what = "--fill puts " + target + " deployments, and what W3 records, into the ledger at "
                + settings.ledger() + ", for good: the ledger forgets nothing.";
        if (!Terminal.isThere()) {
            throw new CallException(what, "If this line is disposable, say --yes.");
        }
        help.line().getErr().println(what);
        if (Terminal.ask("Is this line disposable? Type yes: ")
                .filter("yes"::equals)
                .isEmpty()) {
            throw new CallException("Nothing was done.", "");
        }
    }

    private List<Measured> measure(Measurement measurement, List<Workload> chosen) throws IOException {
        PrintWriter out = help.line().getOut();
        measurement.prepare();
        int warming = options.warmUp == 0 ? 0 : warmed(chosen).size() * options.warmUp;
        out.printf(
                "%d connections, %d s each, %d processors, %d deployments on record; warming up for %d s before that.%n",
                options.connections,
                options.seconds,
                Runtime.getRuntime().availableProcessors(),
                measurement.sample().deployments(),
                warming);
        if (measurement.pgbench().isEmpty()) {
            out.println(
                    "PostgreSQL's limit is not measured: there is no pgbench. Debian has it in the package postgresql-15.");
        }
        if (options.warmUp > 0) {
            for (Workload workload : warmed(chosen)) {
                measurement.warm(workload, options.warmUp, options.connections);
            }
        }
        out.println(Table.head());
        List<Measured> all = new ArrayList<>();
        Shape shape = new Shape(options.connections, options.seconds);
        Shape half = new Shape(options.connections, Math.max(1, options.seconds / 2));
        Map<String, Optional<Limit>> databases = new HashMap<>();
        for (Workload workload : chosen) {
            Measured line = measurement.line(workload, shape);
            Limit front = measurement.front(workload, half);
            String statements = workload.statements().orElse("");
            if (!databases.containsKey(statements)) {
                databases.put(statements, measurement.database(workload, half));
            }
            Measured measured = line.beside(Optional.of(front), databases.getOrDefault(statements, Optional.empty()));
            Table.lines(workload, measured).forEach(out::println);
            all.add(measured);
        }
        if (!chosen.contains(Workload.W3) && options.workloads.contains("W3")) {
            out.println("W3 is left out, for it leaves records: --fill N, on a disposable line, has it.");
        }
        return all;
    }

    /** W5 needs no warm-up beyond that of W2. */
    private static List<Workload> warmed(List<Workload> chosen) {
        return chosen.stream()
                .filter(workload -> workload != Workload.W5 || !chosen.contains(Workload.W2))
                .toList();
    }

    private int compare(Comparison comparison) {
        PrintWriter out = help.line().getOut();
        out.println();
        comparison.lines().forEach(out::println);
        return comparison.worse().isEmpty() ? 0 : 1;
    }
}
