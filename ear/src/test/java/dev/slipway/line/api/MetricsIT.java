package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Four weeks, from a Monday to a Monday, whose figures were computed by hand. Each deployment takes ten minutes. */
@InTurn
class MetricsIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller PIPELINE = Caller.pipeline();
    private static final History HISTORY = new History(SCRATCH, REALM, PIPELINE);
    private static final String WINDOW = "service=" + HISTORY.service + "&environment=" + HISTORY.environment
            + "&from=2026-09-07T00:00:00Z&until=2026-10-05T00:00:00Z&bucket=week";

    private static String first;
    private static String broken;
    private static String rollback;
    private static String marked;
    private static String fix;
    private static String again;
    private static String failedAttempt;

    @BeforeAll
    static void fourWeeks() {
        HISTORY.release("1.2", Map.of());
        HISTORY.release(
                "1.0",
                Map.of(
                        "mergedAt",
                        "2026-09-07T09:00:00Z",
                        "commits",
                        List.of(commit("a", "2026-09-07T08:00:00Z"), commit("b", "2026-09-06T10:00:00Z"))));
        HISTORY.release(
                "1.1",
                Map.of("mergedAt", "2026-09-14T09:00:00Z", "commits", List.of(commit("c", "2026-09-14T06:00:00Z"))));
        HISTORY.release("1.3", Map.of("mergedAt", "2026-09-21T00:00:00Z"));

        HISTORY.deploy("1.2", "2026-09-06T23:59:59Z");
        first = HISTORY.deploy("1.0", "2026-09-07T10:00:00Z");
        broken = HISTORY.deploy("1.1", "2026-09-14T10:00:00Z");
        rollback = HISTORY.deploy("1.0", "2026-09-14T11:00:00Z", Map.of("isRollback", true));
        marked = HISTORY.deploy("1.2", "2026-09-15T10:00:00Z");
        fix = HISTORY.deploy("1.3", "2026-09-22T10:00:00Z");
        again = HISTORY.deploy("1.3", "2026-09-23T10:00:00Z");
        HISTORY.deploy("1.2", "2026-09-29T10:00:00Z", Map.of("outcome", "failed"));
        putBack("1.3", "2026-09-29T10:10:00Z");
        History.observeAgent(HISTORY.deploy("1.3", "2026-09-29T12:00:00Z"));
        failedAttempt = HISTORY.deploy("1.0", "2026-09-30T10:00:00Z", Map.of("outcome", "failed"));
        HISTORY.deploy("1.0", "2026-10-05T00:00:00Z");
        HISTORY.markIntervention(marked, true).expect(200);
        HISTORY.markIntervention(failedAttempt, true).expect(200);
        HISTORY.markIntervention(again, false).expect(200);
        HISTORY.linkRepair(fix, marked).expect(200);
    }

    @Test
    void countsDeployments() {
        JsonNode frequency = metrics("").path("deploymentFrequency");
        assertThat(frequency.path("count").asLong()).isEqualTo(6);
        assertThat(frequency.path("perDay").asDouble()).isCloseTo(6 / 28.0, within(1e-9));
        // 1, 3, 2 and 0.
        assertThat(frequency.path("medianPerWeek").asDouble()).isEqualTo(1.5);
        assertThat(rows("deployment-frequency")).containsExactly(again, fix, marked, rollback, broken, first);
    }

    @Test
    void measuresLeadTimes() {
        JsonNode leadTime = metrics("").path("changeLeadTime");
        // 24:10 and 4:10 hours.
        assertTimes(leadTime.path("fromFirstCommit"), 51_000, 79_800, 2);
        // 1:10, 1:10 and 34:10 hours.
        assertTimes(leadTime.path("fromMerge"), 4_200, 99_240, 3);
        assertThat(rows("change-lead-time")).containsExactly(fix, broken, first);
        assertThat(row("change-lead-time", first).path("leadTimeSeconds").asLong())
                .isEqualTo(87_000);
        assertThat(row("change-lead-time", fix).has("leadTimeSeconds")).isFalse();
        assertThat(row("change-lead-time", fix).path("mergeLeadTimeSeconds").asLong())
                .isEqualTo(123_000);
    }

    /** What was skipped on the way to an environment comes with the next release; nobody knows what came with the first one. */
    @Test
    void measuresTheCommitsOfReleasesThatNeverRanThere() {
        History history = new History(SCRATCH, REALM, PIPELINE);
        history.release("0.9", committed("d", "2026-08-01T10:00:00Z"));
        history.release("1.0", committed("e", "2026-09-07T10:00:00Z"));
        history.release("1.1", committed("f", "2026-09-08T10:00:00Z"));
        history.release("1.2", Map.of());
        history.release("1.3", committed("a", "2026-09-10T10:00:00Z"));
        history.deploy("1.1", "2026-09-09T10:00:00Z", Map.of("outcome", "failed"));
        String initial = history.deploy("1.0", "2026-09-09T11:00:00Z");
        String skipping = history.deploy("1.2", "2026-09-11T10:00:00Z");
        String next = history.deploy("1.3", "2026-09-12T10:00:00Z");
        history.deploy("1.3", "2026-09-13T10:00:00Z");
        JsonNode rows = leadTimes(history);
        assertThat(rows.findValuesAsText("id")).containsExactly(next, skipping, initial);
        // 48:10, 72:10 and 49:10 hours; merges are half an hour after the commits.
        assertThat(rows.findValuesAsText("leadTimeSeconds")).containsExactly("173400", "259800", "177000");
        assertThat(rows.findValuesAsText("mergeLeadTimeSeconds")).containsExactly("171600", "258000", "175200");
    }

    /** Its changes came with the newer one. */
    @Test
    void measuresNothingOfWhatIsOlderThanWhatRanThere() {
        History history = new History(SCRATCH, REALM, PIPELINE);
        history.release("1.0", committed("d", "2026-09-07T10:00:00Z"));
        history.release("1.1", committed("e", "2026-09-08T10:00:00Z"));
        history.release("1.2", committed("f", "2026-09-09T10:00:00Z"));
        String initial = history.deploy("1.0", "2026-09-10T10:00:00Z");
        String skipping = history.deploy("1.2", "2026-09-11T10:00:00Z");
        history.deploy("1.0", "2026-09-12T10:00:00Z", Map.of("isRollback", true));
        history.deploy("1.1", "2026-09-13T10:00:00Z");
        assertThat(leadTimes(history).findValuesAsText("id")).containsExactly(skipping, initial);
    }

    /** Of a request that was given up before the agent's report, there is only what a worker showed. */
    @Test
    void measuresWhatWasRequestedAgain() {
        History history = new History(SCRATCH, REALM, PIPELINE);
        history.release("1.0", committed("d", "2026-09-07T10:00:00Z"));
        History.observeAgent(history.deploy("1.0", "2026-09-09T10:00:00Z"));
        String requested = history.deploy("1.0", "2026-09-10T10:00:00Z");
        JsonNode rows = leadTimes(history);
        assertThat(rows.findValuesAsText("id")).containsExactly(requested);
        // 72:10 hours.
        assertThat(rows.findValuesAsText("leadTimeSeconds")).containsExactly("259800");
    }

    /** The next release has the changes of one that only a worker showed. */
    @Test
    void measuresTheChangesOfWhatWasRequestedAndGivenUp() {
        History history = new History(SCRATCH, REALM, PIPELINE);
        history.release("1.0", committed("d", "2026-09-07T10:00:00Z"));
        history.release("1.1", committed("e", "2026-09-08T10:00:00Z"));
        history.release("1.2", committed("f", "2026-09-09T10:00:00Z"));
        history.deploy("1.0", "2026-09-10T10:00:00Z");
        History.observeAgent(history.deploy("1.1", "2026-09-10T11:00:00Z"));
        String requested = history.deploy("1.2", "2026-09-11T10:00:00Z");
        JsonNode rows = leadTimes(history);
        assertThat(rows.findValuesAsText("id").get(0)).isEqualTo(requested);
        // 72:10 hours, from the commit of 1.1.
        assertThat(rows.findValuesAsText("leadTimeSeconds").get(0)).isEqualTo("259800");
    }

    @Test
    void relatesFailuresToAll() {
        JsonNode failRate = metrics("").path("changeFailRate");
        assertThat(failRate.path("failed").asLong()).isEqualTo(3);
        assertThat(failRate.path("count").asLong()).isEqualTo(7);
        assertThat(failRate.path("ratio").asDouble()).isCloseTo(3 / 7.0, within(1e-9));
        assertThat(rows("change-fail-rate")).hasSize(7);
        assertThat(rows("change-fail-rate&contributing=true")).containsExactly(failedAttempt, marked, broken);
    }

    @Test
    void measuresRecovery() {
        JsonNode recovery = metrics("").path("failedDeploymentRecoveryTime");
        // An hour and a week.
        assertTimes(recovery, 304_200, 544_680, 2);
        assertThat(recovery.path("unrecovered").asLong()).isEqualTo(1);
        assertThat(rows("recovery-time")).containsExactly(failedAttempt, marked, broken);
        assertThat(rows("recovery-time&contributing=true")).containsExactly(marked, broken);
        assertThat(row("recovery-time", broken).path("recoverySeconds").asLong())
                .isEqualTo(3_600);
    }

    @Test
    void relatesReworkToAll() {
        JsonNode rework = metrics("").path("deploymentReworkRate");
        assertThat(rework.path("rework").asLong()).isEqualTo(2);
        assertThat(rework.path("count").asLong()).isEqualTo(6);
        assertThat(rework.path("ratio").asDouble()).isCloseTo(2 / 6.0, within(1e-9));
        assertThat(rows("rework-rate&contributing=true")).containsExactly(fix, rollback);
    }

    @Test
    void cutsTheWindowIntoWeeks() {
        JsonNode series = metrics("").path("series");
        assertThat(series.findValuesAsText("deployments")).containsExactly("1", "3", "2", "0");
        assertThat(series.findValuesAsText("reached"))
                .as("an attempt that was marked is among those that the failed are a share of")
                .containsExactly("1", "3", "2", "1");
        assertThat(series.findValuesAsText("failed")).containsExactly("0", "2", "0", "1");
        assertThat(series.findValuesAsText("rework")).containsExactly("0", "1", "1", "0");
        JsonNode second = series.get(1);
        assertThat(second.path("from").asText()).isEqualTo("2026-09-14T00:00:00Z");
        assertThat(second.path("until").asText()).isEqualTo("2026-09-21T00:00:00Z");
        assertThat(second.path("leadTimeMedianSeconds").asLong()).isEqualTo(15_000);
        assertThat(second.path("mergeLeadTimeMedianSeconds").asLong()).isEqualTo(4_200);
        assertThat(second.path("recoveryMedianSeconds").asLong()).isEqualTo(304_200);
        assertThat(series.get(3).has("leadTimeMedianSeconds")).isFalse();
    }

    /**
     * Auckland's clocks change on the 27th, so it has a day of 23 hours; GMT-1 is an hour ahead. PostgreSQL lacks Calcutta, Kiev and
     * Buenos Aires where Debian's package of former names is not installed.
     */
    @ParameterizedTest
    @CsvSource({
        "UTC, 28",
        "Pacific/Auckland, 29",
        "America/New_York, 29",
        "Etc/GMT-1, 29",
        "Asia/Calcutta, 29",
        "Europe/Kiev, 29",
        "America/Buenos_Aires, 29"
    })
    void takesDaysOfAnyZone(String zone, int days) {
        JsonNode series = metrics("&bucket=day&zone=" + zone).path("series");
        assertThat(series).hasSize(days);
        JsonNode busy = series.findParents("deployments").stream()
                .filter(day -> day.path("deployments").asInt() == 2)
                .findFirst()
                .orElseThrow();
        ZonedDateTime begin = LocalDate.of(2026, 9, 14).atStartOfDay(ZoneId.of(zone));
        assertThat(busy.path("from").asText()).isEqualTo(begin.toInstant().toString());
        assertThat(busy.path("until").asText())
                .isEqualTo(begin.plusDays(1).toInstant().toString());
        long sum = series.findValues("deployments").stream()
                .mapToLong(JsonNode::asLong)
                .sum();
        assertThat(sum).isEqualTo(6);
    }

    @Test
    void leavesOutWhatThereIsNothingFor() {
        JsonNode none = PIPELINE.get("/api/v1/metrics/delivery?service=" + HISTORY.service
                        + "&from=2025-09-01T00:00:00Z&until=2025-09-02T00:00:00Z")
                .expect(200);
        assertThat(none.path("deploymentFrequency").path("count").asLong()).isZero();
        assertThat(none.path("deploymentFrequency").has("medianPerWeek")).isFalse();
        assertThat(none.path("changeFailRate").has("ratio")).isFalse();
        assertThat(none.path("changeLeadTime").path("fromMerge").has("medianSeconds"))
                .isFalse();
        assertThat(none.path("series")).hasSize(1);
    }

    @Test
    void pagesTheRows() {
        List<String> seen = new ArrayList<>();
        String next = "/api/v1/metrics/delivery/rows?metric=deployment-frequency&limit=2&" + WINDOW;
        while (!next.isEmpty()) {
            Answer page = PIPELINE.get(next);
            page.expect(200)
                    .path("items")
                    .forEach(row -> seen.add(row.at("/deployment/id").asText()));
            next = page.next().orElse("");
        }
        assertThat(seen).containsExactly(again, fix, marked, rollback, broken, first);
    }

    @ParameterizedTest
    @CsvSource({
        "delivery, from=yesterday, from",
        "delivery, from=2026-01-01, from",
        "delivery, until=1999-01-01T00:00:00Z, until",
        "delivery, from=2026-09-07T00:00:00Z&until=2026-09-07T00:00:00Z, until",
        "delivery, from=2025-01-01T00:00:00Z&until=2026-09-07T00:00:00Z, from",
        "delivery, from=2100-01-01T00:00:00Z, from",
        "delivery, zone=Mars/Olympus, zone",
        "delivery, zone=%2B02:00, zone",
        "delivery, bucket=hour, bucket",
        "delivery, service=NO, service",
        "delivery, environment=a.b, environment",
        "delivery/rows, limit=20, metric",
        "delivery/rows, metric=velocity, metric",
        "delivery/rows, metric=rework-rate&contributing=maybe, contributing",
        "delivery/rows, metric=rework-rate&limit=101, limit",
        "delivery/rows, metric=rework-rate&after=x, after",
    })
    void namesWhatItRefuses(String path, String query, String field) {
        Answer refused = PIPELINE.get("/api/v1/metrics/" + path + "?" + query);
        refused.expectProblem(400, "invalid-request");
        assertThat(refused.refused()).containsExactly(field);
    }

    /** What an agent puts back by itself counts nowhere, nor does it make the attempt before it a failed change. */
    private static void putBack(String version, String at) {
        String id = HISTORY.deploy(version, at, Map.of("isRollback", true));
        Database.update("update deployment set executor = 'agent' where id = ?::uuid", id);
        assertThat(PIPELINE.get("/api/v1/deployments/" + id + "/recovery")
                        .expect(200)
                        .has("repairs"))
                .isTrue();
    }

    private static JsonNode metrics(String more) {
        String window = more.contains("bucket") ? WINDOW.replace("&bucket=week", "") : WINDOW;
        return PIPELINE.get("/api/v1/metrics/delivery?" + window + more).expect(200);
    }

    private static JsonNode items(String metric) {
        return PIPELINE.get("/api/v1/metrics/delivery/rows?" + WINDOW + "&metric=" + metric)
                .expect(200)
                .path("items");
    }

    private static JsonNode leadTimes(History history) {
        return PIPELINE.get("/api/v1/metrics/delivery/rows?metric=change-lead-time&service=" + history.service
                        + "&from=2026-09-07T00:00:00Z&until=2026-10-05T00:00:00Z")
                .expect(200)
                .path("items");
    }

    private static List<String> rows(String metric) {
        List<String> ids = new ArrayList<>();
        items(metric).forEach(row -> ids.add(row.at("/deployment/id").asText()));
        return ids;
    }

    private static JsonNode row(String metric, String id) {
        for (JsonNode row : items(metric)) {
            if (row.at("/deployment/id").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError(id + " is not behind " + metric);
    }

    private static void assertTimes(JsonNode times, long median, long p90, long count) {
        assertThat(times.path("medianSeconds").asLong()).isEqualTo(median);
        assertThat(times.path("p90Seconds").asLong()).isEqualTo(p90);
        assertThat(times.path("count").asLong()).isEqualTo(count);
    }

    private static Map<String, Object> committed(String digit, String at) {
        return Map.of(
                "mergedAt", Instant.parse(at).plusSeconds(1_800).toString(), "commits", List.of(commit(digit, at)));
    }

    private static Map<String, String> commit(String digit, String committedAt) {
        return Map.of("sha", digit.repeat(40), "title", "Change " + digit, "committedAt", committedAt);
    }
}
