package dev.slipway.line.cost;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Line;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** PostgreSQL's log, in which auto_explain leaves the plan of each statement of a database. */
final class Plans {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path log = Line.running().state().resolve("logs/postgresql.log");
    private final String database;

    Plans(String database) {
        this.database = database;
    }

    /**
     * What some work has run.
     *
     * @param isLast tells the statement that ends the work
     */
    List<JsonNode> of(Runnable work, Predicate<String> isLast) {
        long start = size();
        work.run();
        List<JsonNode> plans = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            plans.clear();
            plans.addAll(read(start));
            return plans.stream()
                    .anyMatch(plan -> isLast.test(plan.path("Query Text").asText()));
        });
        return plans;
    }

    private long size() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An entry is a line with a prefix and further lines that begin with a tab. A log that was rotated begins anew. */
    private List<JsonNode> read(long start) {
        List<JsonNode> plans = new ArrayList<>();
        StringBuilder json = null;
        for (String line : text(start).split("\n", -1)) {
            if (json != null && line.startsWith("\t")) {
                json.append(line.substring(1));
            } else if (line.contains("@" + database + " LOG:  duration:") && line.endsWith("plan:")) {
                json = new StringBuilder();
                continue;
            } else {
                json = null;
            }
            if (json != null && line.equals("\t}")) {
                plans.add(parse(json.toString()));
                json = null;
            }
        }
        return plans;
    }

    private String text(long start) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(start <= file.length() ? start : 0);
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
