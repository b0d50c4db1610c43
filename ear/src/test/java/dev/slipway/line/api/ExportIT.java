package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments as files. */
@InTurn
class ExportIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller PIPELINE = Caller.pipeline();
    private static final History HISTORY = new History(SCRATCH, REALM, PIPELINE);
    private static final String EXPORT = "/api/v1/deployments/export?service=" + HISTORY.service + "&format=";
    private static final int MANY = 10_050;

    /** As many as one file does not hold, of a service of their own. */
    private static final String MANY_SQL = """
            insert into deployment (id, release_id, service_id, environment_id, channel, actor, started_at, finished_at, outcome, recorded_at)
            select gen_random_uuid(), r.id, r.service_id, e.id, 'cli', 'it', t, t, 'succeeded', t
            from generate_series(1, %d) i cross join lateral (select timestamptz '2026-01-01 00:00Z' + interval '1 minute' * (i / 3) t) at
            join service s on s.name = '%s' join release r on r.service_id = s.id join environment e on e.name = 'production'
            """;

    private static String deployed;
    private static String upgraded;
    private static String rolledBack;
    private static String removed;
    private static String failed;

    @BeforeAll
    static void everyKind() {
        HISTORY.release("1.0+a", Map.of());
        HISTORY.release("2.0", Map.of());
        deployed = HISTORY.deploy("1.0+a", "2026-09-01T10:00:00Z");
        upgraded = HISTORY.deploy("2.0", "2026-09-02T10:00:00Z");
        rolledBack = HISTORY.deploy("1.0+a", "2026-09-03T10:00:00Z", Map.of("isRollback", true));
        removed = HISTORY.deploy("1.0+a", "2026-09-04T10:00:00Z");
        failed = HISTORY.deploy(
                "2.0",
                "2026-09-05T10:00:00Z",
                Map.of("outcome", "failed", "failure", "=HYPERLINK(\"http://x\",\"y\")\r\nsecond, line"));
        History.observe(upgraded, "replace", "@SUM(A1).war");
        History.observe(removed, "undeploy", "a.war");
    }

    @Test
    void writesCsv() {
        Answer file = PIPELINE.get(EXPORT + "csv&environment=" + HISTORY.environment + "&from=2026-09-01T00:00:00Z");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv").contains("utf-8");
        assertThat(file.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"deployments-%s-%s-2026-09-01.csv\""
                        .formatted(HISTORY.service, HISTORY.environment));
        assertThat(file.body()).doesNotContain("\n\n").endsWith("\r\n").startsWith("id,service,environment,version,");
        List<List<String>> rows = parse(file.body());
        assertThat(rows).hasSize(6).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
        assertThat(rows.subList(1, 6).stream().map(row -> row.get(0)))
                .containsExactly(failed, removed, rolledBack, upgraded, deployed);
        assertThat(rows.get(1)).endsWith("'=HYPERLINK(\"http://x\",\"y\")\r\nsecond, line");
        assertThat(rows.get(4)).contains("'@SUM(A1).war");
        assertThat(rows.get(5)).contains("1.0+a", "pipeline", "2026-09-01T10:00:00Z", Requests.COMMIT);
    }

    @Test
    void writesCdEvents() {
        Answer file = PIPELINE.get(EXPORT + "cdevents");
        assertThat(file.header("Content-Type")).startsWith("application/cloudevents-batch+json");
        assertThat(file.header("Content-Disposition")).endsWith(".json\"");
        JsonNode events = file.expect(200);
        assertThat(events.findValuesAsText("dataschema")).hasSize(4);
        assertThat(types(events))
                .containsExactly(
                        "dev.cdevents.service.removed.0.2.0",
                        "dev.cdevents.service.rolledback.0.2.0",
                        "dev.cdevents.service.upgraded.0.2.0",
                        "dev.cdevents.service.deployed.0.2.0");
        events.forEach(event -> {
            JsonNode context = event.at("/data/context");
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(context.path("version").asText()).isEqualTo("0.4.1");
            assertThat(context.path("id")).isEqualTo(event.path("id"));
            assertThat(context.path("type")).isEqualTo(event.path("type"));
            assertThat(context.path("source").asText())
                    .isEqualTo(Line.running().ledger().toString());
            assertThat(context.path("timestamp")).isEqualTo(event.path("time"));
            assertThat(event.at("/data/subject/id").asText()).isEqualTo(HISTORY.service);
            assertThat(event.at("/data/subject/content/environment/id").asText())
                    .isEqualTo(HISTORY.environment);
        });
        assertThat(events.get(0).at("/data/subject/content").has("artifactId")).isFalse();
        assertThat(events.get(3).at("/data/subject/content/artifactId").asText())
                .isEqualTo("pkg:generic/" + HISTORY.service + "@1.0%2Ba?checksum=" + Requests.DIGEST);
    }

    @Test
    void writesNothingWhereThereIsNothing() {
        assertThat(PIPELINE.get(EXPORT + "cdevents&version=9").expect(200)).isEmpty();
        assertThat(parse(PIPELINE.get(EXPORT + "csv&version=9").body())).hasSize(1);
    }

    @Test
    void leadsFromFileToFile() {
        String service = SCRATCH.service(PIPELINE);
        PIPELINE.post("/api/v1/releases", Requests.release(service, "1.0")).expect(201);
        Database.execute(MANY_SQL.formatted(MANY, service));
        Answer first = PIPELINE.get("/api/v1/deployments/export?format=csv&service=" + service);
        Answer second = PIPELINE.get(first.next().orElseThrow());
        assertThat(second.next()).isEmpty();
        List<List<String>> rows = parse(first.body());
        assertThat(rows).hasSize(10_001);
        Set<String> ids = new LinkedHashSet<>();
        rows.subList(1, rows.size()).forEach(row -> ids.add(row.get(0)));
        List<List<String>> more = parse(second.body());
        more.subList(1, more.size()).forEach(row -> ids.add(row.get(0)));
        assertThat(ids).hasSize(MANY);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/deployments/export, format",
        "/api/v1/deployments/export?format=xls, format",
        "/api/v1/deployments/export?format=csv&from=x, from",
        "/api/v1/deployments/export?format=csv&after=shop.production, after",
    })
    void namesWhatItRefuses(String path, String field) {
        Answer refused = PIPELINE.get(path);
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly(field);
    }

    private static List<String> types(JsonNode events) {
        List<String> types = new ArrayList<>();
        events.forEach(event -> types.add(event.path("type").asText()));
        return types;
    }

    /** RFC 4180, as strictly as it can be read. */
    private static List<List<String>> parse(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder cell = new StringBuilder();
            if (text.charAt(at) == '"') {
                for (at++; text.charAt(at) != '"' || text.startsWith("\"\"", at); at++) {
                    cell.append(text.charAt(at));
                    at += text.charAt(at) == '"' ? 1 : 0;
                }
                at++;
            } else {
                while (text.charAt(at) != ',' && text.charAt(at) != '\r') {
                    assertThat(text.charAt(at)).isNotIn('"', '\n');
                    cell.append(text.charAt(at++));
                }
            }
            row.add(cell.toString());
            if (text.charAt(at) == ',') {
                at++;
            } else {
                assertThat(text.substring(at, at + 2)).isEqualTo("\r\n");
                at += 2;
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }
}
