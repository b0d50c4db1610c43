package dev.slipway.line.bench;

import dev.slipway.line.cli.Help;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.identity.ClientTokens;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures the running line. */
@Command(
        name = "bench",
        header = "Measures requests per second and the processor time they take.",
        description = {
            "",
            "Asks the ledger, through httpd and with a token of the client `pipeline`, for the newest 20 deployments, for one"
                    + " deployment, and has it record deployments, each for so many seconds over 16 connections. Prints requests per"
                    + " second, how long the middle and the slowest hundredth took, and the processor milliseconds that 1,000"
                    + " requests cost in httpd, WildFly, PostgreSQL and Keycloak. What it records goes to a service `bench` in an"
                    + " environment `bench`, which an admin creates once; without them only reading is measured.",
            ""
        })
public final class BenchVerb implements Callable<Integer> {
    private static final int CONNECTIONS = 16;

    @Mixin
    final Help help = new Help();

    @Parameters(arity = "0..1", paramLabel = "SECONDS", defaultValue = "10", description = "from 1 to 999 (10)")
    String seconds = "";

    /** Made by picocli. */
    public BenchVerb() {}

    @Override
    public Integer call() throws IOException {
        if (!seconds.matches("[1-9][0-9]{0,2}")) {
            throw help.wrong("'" + seconds + "' is not a number of seconds from 1 to 999");
        }
        Settings settings = Settings.of(System.getenv());
        Programs programs = new Programs(settings.state());
        if (programs.supervisor().isEmpty()) {
            throw new CallException("The line is not running.", "Start it: ./slipway up");
        }
        if (!Wrk.isInstalled(System.getenv().getOrDefault("PATH", ""))) {
            throw new CallException("wrk is not installed.", "Install it, for example: apt-get install wrk");
        }
        Caller caller = Caller.trusting(settings.authorities().map(Trust::of).orElse(null));
        measure(settings, programs, caller, Integer.parseInt(seconds));
        return 0;
    }

    private void measure(Settings settings, Programs programs, Caller caller, int length) throws IOException {
        PrintWriter out = help.line().getOut();
        Subject subject = new Subject(Ledger.at(settings.ledger(), caller, tokens(settings, caller), null));
        List<Workload> workloads = new ArrayList<>(List.of(
                Workload.get("GET newest 20", "/api/v1/deployments?limit=20"),
                Workload.get("GET one", "/api/v1/deployments/" + subject.deployment())));
        Optional<Workload> recording = subject.recording(Instant.now().minus(Duration.ofHours(1)));
        recording.ifPresent(workloads::add);

        List<String> measured = measured(settings);
        Table table = new Table(measured);
        Wrk wrk = new Wrk(settings.front(), settings.ledger().getHost(), CONNECTIONS);
        out.println(length + " s each, " + CONNECTIONS + " connections, "
                + Runtime.getRuntime().availableProcessors()
                + " processors; the load itself takes its part of them.");
        out.println(table.head());
        for (Workload workload : workloads) {
            // A new one each time, for they are good for minutes.
            String token = tokens(settings, caller).current();
            ProcessorTime before = ProcessorTime.now(programs, measured);
            Answered answered = wrk.send(workload, token, length)
                    .orElseThrow(() -> new CallException(
                            "Nobody answers at " + workload.path() + ".", "./slipway doctor finds out why."));
            out.println(table.line(workload.name(), answered, before, ProcessorTime.now(programs, measured)));
        }
        if (recording.isEmpty()) {
            out.println("POST is not measured: an admin creates an environment named bench first.");
        }
    }

    private static Tokens tokens(Settings settings, Caller caller) {
        return ClientTokens.bySecret(
                settings.ledger(), "pipeline", settings.secret("pipeline-client-secret"), caller, Clock.systemUTC());
    }

    private static List<String> measured(Settings settings) {
        return Stream.of(Stream.of("httpd"), Programs.workers(settings).stream(), Stream.of("postgresql", "keycloak"))
                .flatMap(names -> names)
                .toList();
    }
}
