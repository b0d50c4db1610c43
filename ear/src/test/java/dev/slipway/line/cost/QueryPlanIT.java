package dev.slipway.line.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Beside;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What is asked most costs among a million deployments little more than among ten thousand, by the pages that PostgreSQL
 * really reads: an index that is a hundred times as long is one level deeper.
 *
 * <p>What PostgreSQL expects is told, too, and no more: it goes by the average service, and an average service has a
 * hundred times the deployments. What the line does meanwhile is in other databases, and not counted.
 */
@ArquillianTest
@Beside
@ResourceLock(LedgerCopy.LOCK)
@Order(Order.DEFAULT + 1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QueryPlanIT {
    private static final LedgerCopy COPY = new LedgerCopy(true);
    /** The copy is on the first worker alone. */
    private static final Caller PIPELINE = Caller.pipeline().at("worker-1");

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller AGENT = REALM.client("agent").at("worker-1");

    /** The most deployments: fifty thousand unless {@code -Dcost.deployments=1000000} asks for minutes of patience. */
    private static final int[] SIZES = {10_000, Integer.getInteger("cost.deployments", 50_000)};

    /** Whether somebody has asked for what is told and not judged, too. */
    private static final boolean IS_REPORTED = Integer.getInteger("cost.deployments") != null;

    private static final double MOST = 1.5;

    private static final int FIRST = 1;

    /** From so many executions on, the driver prepares a statement, and PostgreSQL may keep one plan for all values. */
    private static final int REPEATED = 12;

    private static final int LOOKS = 6;

    private static final String QUARTER = "&from=2026-07-01T00:00:00Z&until=2026-10-01T00:00:00Z";

    private static final String CLAIMS = "agent/claims";

    /** Recorded, as by a pipeline. */
    private static final String RECORD = "deployments";

    /** One by its id. */
    private static final String ONE = "deployments/";

    /** What is asked and recorded most, and the pages that it may read and write: about one and a half times what it did when that was set. */
    private static final Map<String, Integer> PAGES =
            Map.of("the newest 20 of a service", 140, "one deployment", 20, "the record of a deployment", 110);

    /** What must not cost more, however much there is. */
    private static final Map<String, String> STEADY = new LinkedHashMap<>();

    /** What may cost what it reads, unless there is a bound for it; without one it is looked at where {@code cost.deployments} is set. */
    private static final Map<String, String> REPORTED = new LinkedHashMap<>();

    static {
        STEADY.put("the grid, 100 rows", "deployments?live=true&limit=100");
        STEADY.put("the newest 20 of a service", "deployments?limit=20&service=probe");
        STEADY.put("the newest 20 of a busy service", "deployments?limit=20&service=service-0");
        STEADY.put(
                "the newest 20 of a service in production",
                "deployments?limit=20&service=probe&environment=production");
        STEADY.put("what failed last", "deployments?limit=1&outcome=failed");
        STEADY.put("one quarter of a service", "metrics/delivery?service=probe&environment=production" + QUARTER);
        STEADY.put(
                "the newest 20 requests of a service in production",
                "deployment-requests?limit=20&service=probe&environment=production");
        STEADY.put("the steps of a request", "deployment-requests/" + Generator.REQUEST + "/steps");
        STEADY.put("the agent's question for work", CLAIMS);
        REPORTED.put("one deployment", ONE);
        REPORTED.put("the record of a deployment", RECORD);
        REPORTED.put("the newest 20 requests", "deployment-requests?limit=20");
        REPORTED.put(
                "the rows behind it",
                "metrics/delivery/rows?metric=change-lead-time&service=probe&environment=production" + QUARTER);
        REPORTED.put("the newest 20", "deployments?limit=20");
        REPORTED.put("what is live of a service", "deployments?live=true&service=probe");
        REPORTED.put("the newest 20 through the scanner", "deployments?limit=20&channel=scanner");
        REPORTED.put("a search for a frequent text", "deployments?limit=20&search=pipeline");
        REPORTED.put("a search for a person", "deployments?limit=20&search=person-299");
        REPORTED.put("a search for a commit", "deployments?limit=20&search=0badcafe");
        REPORTED.put("a search for nothing", "deployments?limit=20&search=no-such-thing");
        REPORTED.put(
                "one quarter of a busy service", "metrics/delivery?service=service-0&environment=production" + QUARTER);
        REPORTED.put("one quarter of production", "metrics/delivery?environment=production" + QUARTER);
        REPORTED.put("one quarter of all", "metrics/delivery?from=2026-07-01T00:00:00Z&until=2026-10-01T00:00:00Z");
    }

    @Deployment(testable = false)
    static WebArchive archive() {
        return COPY.archive();
    }

    @BeforeAll
    static void fill() throws SQLException {
        generate(SIZES[0]);
    }

    @AfterAll
    static void drop() throws SQLException {
        COPY.close();
    }

    /** Replaces all that there is by so many deployments. */
    private static void generate(int deployments) throws SQLException {
        COPY.execute(Generator.sql(deployments));
        for (String upkeep : Generator.upkeep()) {
            COPY.execute(upkeep);
        }
    }

    /** First, among what was just made: the other one records more. */
    @Test
    @Order(FIRST)
    void costsTheSameHoweverMuchThereIs() throws SQLException, IOException {
        Map<String, Cost[]> costs = new LinkedHashMap<>();
        for (int i = 0; i < SIZES.length; i++) {
            if (i > 0) {
                generate(SIZES[i]);
            }
            for (Map.Entry<String, String> query : STEADY.entrySet()) {
                costs.computeIfAbsent(query.getKey(), name -> new Cost[SIZES.length])[i] = least(query.getValue());
            }
            for (Map.Entry<String, String> query : REPORTED.entrySet()) {
                if (IS_REPORTED || PAGES.containsKey(query.getKey())) {
                    costs.computeIfAbsent(query.getKey(), name -> new Cost[SIZES.length])[i] =
                            PAGES.containsKey(query.getKey()) ? least(query.getValue()) : cost(query.getValue(), 1);
                }
            }
        }
        System.out.printf("%-45s %25s %25s%n", "expected cost / pages read at", SIZES[0], SIZES[1]);
        costs.forEach((name, cost) -> System.out.printf("%-45s %25s %25s%n", name, cost[0], cost[1]));
        assertThat(costs).containsKeys(STEADY.keySet().toArray(String[]::new)).allSatisfy((name, cost) -> {
            if (STEADY.containsKey(name)) {
                assertThat(cost[1].pages())
                        .as("pages of %s", name)
                        .isLessThanOrEqualTo(Math.round(cost[0].pages() * MOST));
            }
            assertThat(cost[1].pages())
                    .as("pages of %s", name)
                    .isPositive()
                    .isLessThanOrEqualTo(PAGES.getOrDefault(name, Integer.MAX_VALUE));
        });
    }

    /** Else what bench says of PostgreSQL's limit is about something else. */
    @Test
    void isWhatTheBenchAsksPostgresql() throws SQLException, IOException {
        assertThat(asked("deployments?limit=20&service=probe")).containsExactly(bench("newest", "service"));
        assertThat(asked(ONE)).containsExactly(bench("one", "id"));
        String create = bench("create", "service");
        assertThat(asked(RECORD))
                .singleElement()
                .satisfies(statement -> assertThat(create)
                        .contains(statement
                                .replaceAll("(claim_deployment\\().*", "$1")
                                .split("\\$\\d+")));
    }

    private static List<String> asked(String query) throws SQLException, IOException {
        String path = filled(query);
        return new Plans(COPY)
                .of(() -> ask(path)).stream()
                        .map(plan -> plan.path("Query Text").asText())
                        .map(text -> spaced(text.substring(StatementCounter.ASKED.length())))
                        .toList();
    }

    /** A script of the bench, without what pgbench alone reads. */
    private static String bench(String name, String parameter) throws IOException {
        Path script = Line.checkout().resolve("line/src/main/resources/dev/slipway/line/bench/load/" + name + ".sql");
        return spaced(Files.readString(script)
                .replaceAll("(?m)^--.*$", "")
                .replaceAll(";\\s*$", "")
                .replace(":" + parameter, "$1"));
    }

    private static String spaced(String sql) {
        return sql.replaceAll("\\s+", " ").strip();
    }

    /** A connection that has not run it often yet plans it anew, which reads pages of the catalogue, too: the least of some times counts. */
    private static Cost least(String query) throws SQLException, IOException {
        Cost least = cost(query, REPEATED);
        for (int look = 1; look < LOOKS; look++) {
            Cost next = cost(query, 1);
            least = next.pages() < least.pages() ? next : least;
        }
        return least;
    }

    private static Cost cost(String query, int times) throws SQLException, IOException {
        String path = filled(query);
        for (int i = 1; i < times; i++) {
            ask(path);
        }
        List<JsonNode> plans = new Plans(COPY).of(() -> ask(path));
        assertThat(plans).as("plans of %s", path).isNotEmpty();
        double expected = 0;
        long pages = 0;
        for (JsonNode entry : plans) {
            JsonNode plan = entry.path("Plan");
            String text = entry.path("Query Text").asText();
            if (text.contains("deployment")) {
                expected += plan.path("Total Cost").asDouble();
                pages += plan.path("Shared Hit Blocks").asLong()
                        + plan.path("Shared Read Blocks").asLong();
            }
        }
        return new Cost(expected, pages);
    }

    private static void ask(String path) {
        if (path.equals(CLAIMS)) {
            Answer answer = LedgerCopy.answered(() -> AGENT.post(COPY.path(path), Map.of("environment", "production")));
            assertThat(answer.status()).as("%s", answer).isEqualTo(204);
        } else if (path.equals(RECORD)) {
            record();
        } else {
            LedgerCopy.answered(() -> PIPELINE.get(COPY.path(path))).expect(200);
        }
    }

    private static void record() {
        LedgerCopy.answered(() -> PIPELINE.post(COPY.path(RECORD), LedgerCopy.deployment("1.7.0", "development")))
                .expect(201);
    }

    /** With the id of a deployment, where it asks for one. */
    private static String filled(String path) {
        return path.equals(ONE)
                ? ONE
                        + LedgerCopy.answered(() -> PIPELINE.get(COPY.path("deployments?service=probe")))
                                .items("id")
                                .get(0)
                : path;
    }

    private record Cost(double expected, long pages) {
        @Override
        public String toString() {
            return "%.0f / %d".formatted(expected, pages);
        }
    }
}
