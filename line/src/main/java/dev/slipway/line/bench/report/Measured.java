package dev.slipway.line.bench.report;

import dev.slipway.line.bench.load.Load;
import dev.slipway.line.bench.load.Workload;
import dev.slipway.line.bench.process.CpuTime;
import dev.slipway.line.http.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The measurement of one workload.
 *
 * @param workload its name, as a file may be from a release with other workloads
 * @param rate requests per second
 * @param median the median response time in milliseconds
 * @param slowest the 99th percentile of the response time in milliseconds
 * @param errors the number of failed requests
 * @param bytes the size of a response
 * @param cpu the CPU seconds per thousand requests, by program
 * @param compiler the part of {@code wildfly}'s that the JIT compilers used
 * @param strangers the share of the machine that other programs used meanwhile, from 0 to 1
 * @param front httpd's limit, if it was measured
 * @param database PostgreSQL's limit, if it was measured and the workload uses it
 */
public record Measured(
        String workload,
        double rate,
        double median,
        double slowest,
        long errors,
        long bytes,
        Map<String, Double> cpu,
        double compiler,
        double strangers,
        Optional<Limit> front,
        Optional<Limit> database) {
    private static final double NANOS_IN_A_MILLISECOND = 1e6;

    public Measured {
        cpu = Map.copyOf(cpu);
    }

    /** Computed from the load and the CPU time spent during it. */
    public static Measured of(Workload workload, Load load, long bytes, CpuTime spent) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        spent.programs().forEach((program, time) -> cpu.put(program, load.perThousand(time)));
        return new Measured(
                workload.name(),
                load.rate(),
                milliseconds(load.median()),
                milliseconds(load.slowest()),
                load.errors(),
                bytes,
                cpu,
                load.perThousand(spent.compilers()),
                spent.strangers(),
                Optional.empty(),
                Optional.empty());
    }

    private static double milliseconds(Duration time) {
        return time.toNanos() / NANOS_IN_A_MILLISECOND;
    }

    /** A copy with the limits. */
    public Measured beside(Optional<Limit> ofFront, Optional<Limit> ofDatabase) {
        return new Measured(
                workload, rate, median, slowest, errors, bytes, cpu, compiler, strangers, ofFront, ofDatabase);
    }

    /** The CPU seconds per thousand requests in all of the line's programs. */
    double total() {
        return cpu.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * The ratio of the CPU time to what httpd and PostgreSQL alone would need for as many responses, which no change to the ledger can
     * reduce; empty if that was not measured.
     */
    Optional<Double> timesFloor() {
        return front.map(
                limit -> total() / (limit.cpu() + database.map(Limit::cpu).orElse(0d)));
    }

    Json json() {
        Json programs = Json.object();
        cpu.keySet().stream().sorted().forEach(program -> programs.with(program, cpu.get(program)));
        return Json.object()
                .with("workload", workload)
                .with("rate", rate)
                .with("p50", median)
                .with("p99", slowest)
                .with("errors", errors)
                .with("bytes", bytes)
                .with("cpu", programs)
                .with("cpuTotal", total())
                .with("compiler", compiler)
                .with("strangers", strangers)
                .with("front", front.map(Limit::json).orElse(null))
                .with("database", database.map(Limit::json).orElse(null))
                .with("timesFloor", timesFloor().orElse(null));
    }

    static Measured of(Json json) {
        Json programs = json.object("cpu");
        Map<String, Double> cpu = new LinkedHashMap<>();
        programs.names().forEach(program -> cpu.put(program, decimal(programs, program)));
        return new Measured(
                json.text("workload"),
                decimal(json, "rate"),
                decimal(json, "p50"),
                decimal(json, "p99"),
                json.number("errors", 0),
                json.number("bytes", 0),
                cpu,
                decimal(json, "compiler"),
                decimal(json, "strangers"),
                Limit.of(json.object("front")),
                Limit.of(json.object("database")));
    }

    /** A decimal number; 0 if it is missing. */
    static double decimal(Json json, String member) {
        return json.find(member).map(Double::parseDouble).orElse(0d);
    }
}
