package dev.slipway.line.bench;

import dev.slipway.line.bench.load.Load;
import dev.slipway.line.bench.load.Pgbench;
import dev.slipway.line.bench.load.Sample;
import dev.slipway.line.bench.load.Scratch;
import dev.slipway.line.bench.load.Shape;
import dev.slipway.line.bench.load.Workload;
import dev.slipway.line.bench.load.Wrk;
import dev.slipway.line.bench.process.CpuTime;
import dev.slipway.line.bench.process.Programs;
import dev.slipway.line.bench.process.Usage;
import dev.slipway.line.bench.report.Limit;
import dev.slipway.line.bench.report.Measured;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.identity.Tokens;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the workloads on the line, and each one's share on httpd and PostgreSQL alone.
 *
 * @param leaders the main processes of the line's programs, by name
 * @param tokens the tokens of the client {@code pipeline}
 * @param pgbench empty if it is not installed
 */
record Measurement(
        Settings settings,
        Scratch scratch,
        Wrk wrk,
        Optional<Pgbench> pgbench,
        Map<String, List<Long>> leaders,
        Tokens tokens,
        Caller caller,
        Sample sample) {
    private static final int WARM_CONNECTIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** The name prefix of a file among httpd's error pages, which every host serves. */
    private static final String FILE = "bench-";

    /** Writes the files with the parameters for wrk's scripts. */
    void prepare() throws IOException {
        scratch.write("services", lines(sample.services()));
        scratch.write("ids", lines(sample.ids()));
        scratch.write("releases", lines(sample.releases()));
        scratch.write("basic", basic() + "\n");
    }

    /** Warms the JVMs up for a workload, without measuring. */
    void warm(Workload workload, int seconds, int connections) throws IOException {
        sign();
        wrk.send(
                "Warming up " + workload,
                workload.script(),
                host(workload),
                new Shape(Math.min(WARM_CONNECTIONS, connections), seconds));
    }

    /** Measures the line. */
    Measured line(Workload workload, Shape shape) throws IOException {
        long bytes = answer(workload).length;
        sign();
        Usage before = Usage.now(leaders);
        Load load = wrk.send("Measuring " + workload, workload.script(), host(workload), shape);
        return Measured.of(workload, load, bytes, since(before));
    }

    /** Measures httpd alone, which serves the same bytes from a file. */
    Limit front(Workload workload, Shape shape) throws IOException {
        String name = FILE + workload + (workload.isHandbook() ? ".html" : ".json");
        scratch.writeElsewhere(settings.state().resolve("httpd/errors").resolve(name), answer(workload));
        Usage before = Usage.now(leaders);
        Load load = wrk.send(
                "Measuring httpd alone for " + workload,
                workload.fileScript(),
                host(workload),
                shape,
                "/-/errors/" + name);
        return new Limit(
                load.rate(), load.perThousand(since(before).programs().getOrDefault(Programs.HTTPD, Duration.ZERO)));
    }

    /** Measures PostgreSQL alone, with the ledger's role; empty if the workload runs no statements, or pgbench is not installed. */
    Optional<Limit> database(Workload workload, Shape shape) throws IOException {
        if (pgbench.isEmpty() || workload.statements().isEmpty()) {
            return Optional.empty();
        }
        Usage before = Usage.now(leaders);
        String output = pgbench.get()
                .run(
                        "Measuring PostgreSQL alone for " + workload,
                        workload.statements().get(),
                        variables(workload),
                        shape);
        Optional<Limit> limit = Limit.ofPgbench(output, since(before).seconds(Programs.POSTGRESQL));
        if (limit.isEmpty()) {
            throw new CallException(
                    "pgbench did nothing: " + output.strip().lines().reduce("", (a, b) -> b) + ".",
                    "Is it of the server's version, or later? ./slipway logs postgresql");
        }
        return limit;
    }

    private Map<String, String> variables(Workload workload) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (workload == Workload.W1) {
            variables.put("service", sample.services().get(0));
        } else if (workload.isRecording()) {
            String[] release = sample.releases().get(0).split(" ", 2);
            variables.put("service", release[0]);
            variables.put("version", release[1]);
        } else {
            variables.put("id", sample.ids().get(0));
        }
        return variables;
    }

    private CpuTime since(Usage before) throws IOException {
        return Usage.now(leaders).since(before, Runtime.getRuntime().availableProcessors());
    }

    /** A new one each time, as tokens are valid for minutes only. */
    private void sign() throws IOException {
        scratch.write("token", tokens.current() + "\n");
    }

    private String host(Workload workload) {
        return address(workload).getHost();
    }

    private URI address(Workload workload) {
        return workload.isHandbook() ? settings.service("static") : settings.ledger();
    }

    /** The response to a workload's request; for a write, the response to a read of such a record. */
    private byte[] answer(Workload workload) {
        String path = switch (workload) {
            case W1 ->
                "/api/v1/deployments?limit=20&service=" + sample.services().get(0);
            case W2, W3, W5 -> "/api/v1/deployments/" + sample.ids().get(0);
            case W4 -> "/";
        };
        String authorization = workload.isHandbook() ? "Basic " + basic() : "Bearer " + tokens.current();
        Answer answer = caller.send(
                () -> HttpRequest.newBuilder(address(workload).resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", authorization)
                        .build(),
                true,
                Duration.ZERO);
        if (!answer.isSuccess()) {
            throw new CallException(
                    address(workload).getHost() + " answers " + path + " with status " + answer.status() + ".",
                    "./slipway doctor finds out why; --workloads leaves some out.");
        }
        return answer.body();
    }

    private String basic() {
        String pair = "handbook:" + settings.secret("handbook-password");
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String lines(List<String> texts) {
        return String.join("\n", texts) + "\n";
    }
}
