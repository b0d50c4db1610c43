package dev.slipway.line.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However many rows an answer has, it takes the same few statements. Every GET of the API's description is counted. */
@ArquillianTest
class StatementCountIT {
    private static final LedgerCopy COPY = new LedgerCopy(false);
    private static final Caller PIPELINE = Caller.pipeline();
    private static final int MOST = 8;
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /** What an operation must be asked for. */
    private static final Map<String, String> REQUIRED = Map.of(
            "deployments/export", "format=csv&",
            "gate", "service=probe&version=1.7.0&environment=production&",
            "metrics/delivery/rows", "metric=deployment-frequency&");

    /** Other ways to ask for a list, that are other queries. */
    private static final Map<String, String> VARIANTS = Map.of(
            "deployments?live=true&", "deployments",
            "deployments?search=person-1&", "deployments",
            "deployments?search=e&", "deployments",
            "deployments?service=service-0&environment=development&outcome=succeeded&", "deployments",
            "metrics/delivery/rows?metric=recovery-time&", "metrics/delivery/rows");

    @Deployment(testable = false)
    static WebArchive archive() {
        return COPY.archive();
    }

    @BeforeAll
    static void fill() throws SQLException {
        COPY.execute(Generator.sql(5_000));
    }

    @AfterAll
    static void drop() throws SQLException {
        COPY.close();
    }

    @Test
    void isTheSameForOneRowAndForFifty() {
        Map<String, JsonNode> lists = new TreeMap<>();
        operations().forEach((path, operation) -> {
            if (operation.path("parameters").findValuesAsText("name").contains("limit") && !path.contains("{")) {
                lists.put(path + "?" + REQUIRED.getOrDefault(path, ""), operation);
            }
        });
        VARIANTS.keySet().forEach(variant -> lists.put(variant, operations().get(VARIANTS.get(variant))));
        lists.keySet().forEach(list -> {
            Answer one = get(list + "limit=1");
            Answer fifty = get(list + "limit=50");
            int rows = fifty.expect(200).path("items").size();
            System.out.printf("%2d statements for %2d rows: GET %s%n", statements(fifty), rows, list);
            assertThat(statements(fifty)).as("statements of %s", list).isEqualTo(statements(one));
        });
        for (String list : new String[] {"services?", "releases?", "deployments?", "deployments?live=true&"}) {
            assertThat(lists).containsKey(list);
            assertThat(get(list + "limit=50").items("service")).hasSize(50);
        }
    }

    @Test
    void isSmallForEveryGet() {
        String deployment = get("deployments?service=probe").items("id").get(0);
        String release = get("deployments?service=probe").items("releaseId").get(0);
        operations().keySet().forEach(path -> {
            String filled = path.replace("deployments/{id}", "deployments/" + deployment)
                    .replace("releases/{id}", "releases/" + release)
                    .replace("services/{name}", "services/probe")
                    .replace("environments/{name}", "environments/production")
                    .replaceAll("\\{\\w+}", NOBODY);
            Answer answer = get(filled + "?" + REQUIRED.getOrDefault(path, ""));
            System.out.printf("%2d statements: GET %s (%d)%n", statements(answer), path, answer.status());
            assertThat(statements(answer)).as("statements of %s", path).isBetween(0, MOST);
            assertThat(answer.status()).as("%s", answer).isIn(200, 403, 404);
        });
    }

    private static Answer get(String path) {
        return PIPELINE.send("GET", COPY.path(path), BodyPublishers.noBody());
    }

    private static int statements(Answer answer) {
        assertThat(answer.header(StatementCounter.HEADER)).as("%s", answer).isNotEmpty();
        return Integer.parseInt(answer.header(StatementCounter.HEADER));
    }

    /** Every GET but the streams, by its path below the API's. */
    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        Caller.anonymous()
                .get("/openapi?format=JSON")
                .expect(200)
                .path("paths")
                .properties()
                .forEach(path -> {
                    JsonNode get = path.getValue().path("get");
                    boolean isStream = get.at("/responses/200/content").has("text/event-stream");
                    if (!get.isMissingNode() && !isStream && path.getKey().startsWith("/api/v1/")) {
                        operations.put(path.getKey().substring("/api/v1/".length()), get);
                    }
                });
        return operations;
    }
}
