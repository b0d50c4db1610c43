package dev.slipway.line.bench.report;

import dev.slipway.line.http.Json;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The throughput of one program alone: httpd with a file of the same size, or PostgreSQL with the same statements.
 *
 * @param rate requests or transactions per second
 * @param cpu the program's CPU seconds per thousand of them
 */
public record Limit(double rate, double cpu) {
    private static final Pattern DONE =
            Pattern.compile("^number of transactions actually processed: (\\d+)", Pattern.MULTILINE);
    private static final Pattern RATE = Pattern.compile("^tps = ([0-9.]+) \\(without initial", Pattern.MULTILINE);

    /**
     * Parses the summary of pgbench; empty if it ran no transaction.
     *
     * @param seconds PostgreSQL's CPU seconds during the run
     */
    public static Optional<Limit> ofPgbench(String output, double seconds) {
        Matcher done = DONE.matcher(output);
        Matcher rate = RATE.matcher(output);
        if (!done.find() || !rate.find() || Long.parseLong(done.group(1)) == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Limit(Double.parseDouble(rate.group(1)), seconds * 1_000 / Long.parseLong(done.group(1))));
    }

    Json json() {
        return Json.object().with("rate", rate).with("cpu", cpu);
    }

    static Optional<Limit> of(Json json) {
        return json.has("rate")
                ? Optional.of(new Limit(Measured.decimal(json, "rate"), Measured.decimal(json, "cpu")))
                : Optional.empty();
    }
}
