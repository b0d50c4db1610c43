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
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** PostgreSQL's log, in which auto_explain leaves the plan of each statement of a database. */
final class Plans {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int TRIES = 5;

    private final Path log = Line.running().state().resolve("logs/postgresql.log");
    private final LedgerCopy copy;

    Plans(LedgerCopy copy) {
        this.copy = copy;
    }

    /** What requests to the copy have run; they are sent again where a plan was torn. What others run meanwhile is not among it. */
    List<JsonNode> of(Runnable requests) throws SQLException, IOException {
        Optional<List<JsonNode>> plans = Optional.empty();
        for (int tries = 0; plans.isEmpty() && tries < TRIES; tries++) {
            plans = read(logged(requests));
        }
        return plans.orElseThrow(() -> new AssertionError("each time, a plan was torn")).stream()
                .filter(plan -> plan.path("Query Text").asText().startsWith(StatementCounter.ASKED))
                .toList();
    }

    private String logged(Runnable requests) throws SQLException, IOException {
        long start = size();
        String begin = mark();
        requests.run();
        String end = mark();
        await().atMost(PATIENCE).pollInterval(PAUSE).until(() -> {
            String text = text(start, begin);
            return text.contains(begin) && text.contains(end);
        });
        String text = text(start, begin);
        return text.substring(text.indexOf(begin), text.indexOf(end));
    }

    /** The log comes to its file by way of another process: what stands before a mark was written before it. */
    private String mark() throws SQLException {
        String mark = "mark " + UUID.randomUUID();
        copy.execute("do $$ begin raise log '%s'; end $$".formatted(mark));
        return mark;
    }

    private long size() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An entry is a line with a prefix and further lines that begin with a tab. Nothing where one is torn: of what is longer than a pipe takes
     * at once, PostgreSQL's processes may write one in the middle of the other.
     */
    private Optional<List<JsonNode>> read(String text) {
        List<JsonNode> plans = new ArrayList<>();
        StringBuilder json = null;
        for (String line : text.split("\n", -1)) {
            if (json != null && line.startsWith("\t")) {
                json.append(line.substring(1));
                if (line.equals("\t}")) {
                    Optional<JsonNode> plan = parse(json.toString());
                    if (plan.isEmpty()) {
                        return Optional.empty();
                    }
                    plans.add(plan.get());
                    json = null;
                }
            } else if (json != null) {
                return Optional.empty();
            } else if (line.contains("@" + copy.name() + " LOG:  duration:") && line.endsWith("plan:")) {
                json = new StringBuilder();
            }
        }
        return json == null ? Optional.of(plans) : Optional.empty();
    }

    /** From there on; all of it and of the one before it, where it was rotated since then and the mark is not there any more. */
    private String text(long start, String mark) throws IOException {
        String text = text(log, start);
        Path former = log.resolveSibling("postgresql.log.1");
        return text.contains(mark) || !Files.exists(former) ? text : text(former, 0) + text(log, 0);
    }

    private static String text(Path log, long start) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(start <= file.length() ? start : 0);
            byte[] bytes = new byte[(int) (file.length() - file.getFilePointer())];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static Optional<JsonNode> parse(String json) {
        try {
            return Optional.of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
