package dev.slipway.line.bench.report;

import dev.slipway.line.file.AtomicFile;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The results of a run.
 *
 * @param takenAt when it began
 * @param deployments the number of deployments in the ledger at that time
 */
public record Report(
        Instant takenAt, Machine machine, int connections, int seconds, long deployments, List<Measured> workloads) {
    private static final int FORMAT = 1;

    public Report {
        workloads = List.copyOf(workloads);
    }

    /** The measurement of a workload; empty if it was skipped. */
    Optional<Measured> find(String workload) {
        return workloads.stream()
                .filter(measured -> measured.workload().equals(workload))
                .findFirst();
    }

    Json json() {
        return Json.object()
                .with("format", FORMAT)
                .with("takenAt", takenAt)
                .with("machine", machine.json())
                .with("connections", connections)
                .with("seconds", seconds)
                .with("deployments", deployments)
                .withAll("workloads", workloads.stream().map(Measured::json).toList());
    }

    /** Writes it as JSON. */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, json() + "\n");
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws CallException if it is not such a file
     */
    public static Report read(Path file) {
        Json json;
        try {
            json = Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CallException(file + " cannot be read: " + e.getMessage() + ".", "Name a file of --json.", e);
        }
        if (json.number("format", 0) != FORMAT) {
            throw new CallException(file + " is no report of this program.", "Name a file of --json.");
        }
        return new Report(
                json.time("takenAt").orElse(Instant.EPOCH),
                Machine.of(json.object("machine")),
                (int) json.number("connections", 0),
                (int) json.number("seconds", 0),
                json.number("deployments", 0),
                json.items("workloads").stream().map(Measured::of).toList());
    }
}
