package dev.slipway.ledger.auditlog.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.ledger.auditlog.file.LineReader;
import dev.slipway.ledger.auditlog.file.LogFile;
import dev.slipway.ledger.worker.disk.ServerFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's log of deployments: JSON lines, in files that rotate by size. It adds what the audit log lacks: when
 * each began, and why it failed. It is optional.
 */
public class ServerLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TIMESTAMP = Pattern.compile("\\{\"timestamp\":\"([^\"]{10,40})\"");

    /** The most that is read of another user's server: its newest files. */
    private static final long MOST_BYTES = 32L << 20;

    private final ServerFolder folder;
    private final String log;

    ServerLog(ServerFolder folder, String log) {
        this.folder = folder;
        this.log = log;
    }

    /**
     * One line.
     *
     * @param at when it was written
     * @param level the log level
     * @param logger the logger's name
     * @param stackTrace the stack trace, or empty
     */
    record Line(Instant at, String level, String logger, String message, String stackTrace) {}

    /** Adds to each operation its lines. The operations must be in chronological order. */
    void explain(List<OperationLog> operations) throws IOException {
        if (operations.isEmpty()) {
            return;
        }
        Instant from = operations.get(0).from();
        Instant until = operations.get(operations.size() - 1).until();
        int at = 0;
        for (LogFile file : newest(LogFile.list(folder, log))) {
            if (file.writtenAt().isBefore(from)) {
                continue;
            }
            try (LineReader reader = new LineReader(file, 0)) {
                while (reader.next()) {
                    String text = reader.text();
                    Optional<Instant> time = time(text).filter(t -> t.isAfter(from) && !t.isAfter(until));
                    if (time.isPresent()) {
                        while (operations.get(at).until().isBefore(time.get())) {
                            at++;
                        }
                        int operation = at;
                        line(text, time.get())
                                .ifPresent(line -> operations.get(operation).add(line));
                    }
                }
            } catch (NoSuchFileException e) {
                // Rotated away while being read.
            }
        }
    }

    private List<LogFile> newest(List<LogFile> files) {
        if (!folder.isForeign()) {
            return files;
        }
        int first = files.size();
        long bytes = 0;
        while (first > 0 && bytes + files.get(first - 1).size() <= MOST_BYTES) {
            first--;
            bytes += files.get(first).size();
        }
        return files.subList(first, files.size());
    }

    private static Optional<Instant> time(String text) {
        Matcher timestamp = TIMESTAMP.matcher(text);
        try {
            return timestamp.lookingAt() ? Optional.of(Instant.parse(timestamp.group(1))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Line> line(String text, Instant at) {
        try {
            JsonNode json = JSON.readTree(text);
            return Optional.of(new Line(
                    at,
                    json.path("level").asText(),
                    json.path("loggerName").asText(),
                    json.path("message").asText(),
                    json.path("stackTrace").asText()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
