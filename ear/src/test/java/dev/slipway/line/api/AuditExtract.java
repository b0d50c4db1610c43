package dev.slipway.line.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;

/** An extract, and what slipway audit said of it. */
record AuditExtract(Path path, int code, JsonNode said) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Takes one of yesterday and today, which links what is not linked yet, and has it checked. */
    static AuditExtract take(Caller admin, Path path) throws IOException {
        String today = LocalDate.now(Clock.systemUTC()).toString();
        String yesterday = LocalDate.now(Clock.systemUTC()).minusDays(1).toString();
        Command.Result result = Command.slipway(
                        "audit", "--from", yesterday, "--to", today, "--output", path.toString(), "--json")
                .with("SLIPWAY_TOKEN", admin.token())
                .quietly()
                .run();
        String json = result.output().stream()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.join("\n", result.output())));
        return new AuditExtract(path, result.code(), JSON.readTree(json));
    }

    List<String> findingsOf(Set<String> ids) {
        List<String> found = new ArrayList<>();
        said.path("findings").forEach(finding -> {
            if (ids.stream().anyMatch(finding.asText()::contains)) {
                found.add(finding.asText());
            }
        });
        return found;
    }

    Set<String> rows(String table) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (String line : lines("rows/" + table + ".jsonl")) {
            ids.add(JSON.readTree(line).path("id").asText());
        }
        return ids;
    }

    String file(String name) throws IOException {
        return String.join("\n", lines(name));
    }

    JsonNode manifest() throws IOException {
        return JSON.readTree(Base64.getDecoder()
                .decode(JSON.readTree(file("manifest.json")).path("payload").asText()));
    }

    List<String> lines(String name) throws IOException {
        try (ZipFile zip = new ZipFile(path.toFile());
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(zip.getInputStream(zip.getEntry(name)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}
