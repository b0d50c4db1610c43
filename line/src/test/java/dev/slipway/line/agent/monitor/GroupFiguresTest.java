package dev.slipway.line.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.Json;
import dev.slipway.line.worker.Vitals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupFiguresTest {
    private static final String FIRST = "shop-production-1";
    private static final String SECOND = "shop-production-2";
    private static final Instant STARTED = Instant.parse("2026-11-27T04:00:00Z");
    private static final DesiredGroup GROUP =
            DesiredGroup.of(Wishes.group("shop", "production", 1)).orElseThrow();

    private static GroupStatus.Worker worker(String name, @Nullable String start, boolean isJoining) {
        return new GroupStatus.Worker(name, "127.0.0.1", 26_000, 26_001, start, "", isJoining);
    }

    private static GroupStatus answer(GroupStatus.State state, GroupStatus.Worker... workers) {
        return new GroupStatus("shop-production", 1, state, null, List.of(workers), null, null);
    }

    private static Vitals vitals(String start, SortedMap<String, String> altered, long heapMax) {
        return new Vitals(STARTED, start, altered, 1_000, heapMax, 300, 40, 7, 1, 5_000, null);
    }

    private static Vitals runs(String start) {
        return vitals(start, new TreeMap<>(), 2_000);
    }

    private static Json json(GroupStatus answer, Map<String, Vitals> found) {
        return GroupFigures.of(GROUP, answer, found, Set.of()).json();
    }

    @Test
    void isDueWhereAWorkerDoesNotRunWhatItIsConfiguredWith() {
        GroupStatus ready = answer(GroupStatus.State.READY, worker(FIRST, "s2", false), worker(SECOND, "s2", false));
        assertThat(json(ready, Map.of(FIRST, runs("s2"), SECOND, runs("s2"))).is("isDue"))
                .isFalse();
        assertThat(json(ready, Map.of(FIRST, runs("s2"), SECOND, runs("s1"))).is("isDue"))
                .isTrue();
        assertThat(json(ready, Map.of(FIRST, runs("s2"))).is("isDue"))
                .as("one does not answer")
                .isFalse();
    }

    @Test
    void isNotDueWhereItIsUnknownWhatAWorkerIsToRun() {
        assertThat(json(answer(GroupStatus.State.READY, worker(FIRST, null, false)), Map.of(FIRST, runs("s1")))
                        .is("isDue"))
                .isFalse();
    }

    @Test
    void isDueWhereAWorkerIsJoining() {
        assertThat(json(answer(GroupStatus.State.READY, worker(FIRST, "s1", true)), Map.of(FIRST, runs("s1")))
                        .is("isDue"))
                .isTrue();
    }

    @Test
    void waitsUntilTheGroupIsReady() {
        Json making = json(answer(GroupStatus.State.MAKING, worker(FIRST, "s2", true)), Map.of(FIRST, runs("s1")));
        assertThat(making.is("isDue")).isFalse();
        assertThat(making.items("workers").get(0).has("wantedStart")).isFalse();
    }

    @Test
    void tellsOfAWorkerThatDoesNotAnswerOnlyItsName() {
        Json group = json(answer(GroupStatus.State.READY, worker(FIRST, "s1", false)), Map.of());
        assertThat(group.text("service")).isEqualTo("shop");
        assertThat(group.text("environment")).isEqualTo("production");
        assertThat(group.items("workers").get(0).names()).containsExactly("worker");
    }

    @Test
    void tellsWhichGetNoRequests() {
        List<Json> workers = GroupFigures.of(
                        GROUP,
                        answer(GroupStatus.State.READY, worker(FIRST, "s1", false), worker(SECOND, "s1", false)),
                        Map.of(FIRST, runs("s1"), SECOND, runs("s1")),
                        Set.of(SECOND))
                .json()
                .items("workers");
        assertThat(workers.get(0).has("isServing")).isFalse();
        assertThat(workers.get(1).find("isServing")).hasValue("false");
    }

    @Test
    void tellsNoLimitOfAHeapThatHasNone() {
        GroupStatus ready = answer(GroupStatus.State.READY, worker(FIRST, "s1", false));
        Json unlimited = json(ready, Map.of(FIRST, vitals("s1", new TreeMap<>(), -1)))
                .items("workers")
                .get(0);
        assertThat(unlimited.has("heapMax")).isFalse();
        assertThat(unlimited.number("heapUsed", 0)).isEqualTo(1_000);
        assertThat(unlimited.has("poolActive")).isFalse();
        assertThat(json(ready, Map.of(FIRST, runs("s1")))
                        .items("workers")
                        .get(0)
                        .number("heapMax", 0))
                .isEqualTo(2_000);
    }

    /** As an application may say in its worker's place: the ledger would refuse the figures of all. */
    @Test
    void leavesOutWhatCannotBe() {
        GroupStatus ready = answer(GroupStatus.State.READY, worker(FIRST, "s1", false), worker(SECOND, "s1", false));
        Vitals impossible = new Vitals(
                STARTED, "x", new TreeMap<>(), -1, -1, -1, -1, 7, -1, Long.MIN_VALUE, new Vitals.Pool(-1, 3, -1));
        Vitals endless = new Vitals(
                Instant.ofEpochMilli(Long.MAX_VALUE), "s1", new TreeMap<>(), 1_000, 2_000, 300, 40, 7, 1, 5_000, null);
        List<Json> workers =
                json(ready, Map.of(FIRST, impossible, SECOND, endless)).items("workers");
        assertThat(workers.get(0).names())
                .containsExactly("worker", "startedAt", "wantedStart", "altered", "requests", "poolAvailable");
        assertThat(workers.get(1).names()).containsExactly("worker");
        Vitals digest = vitals("a".repeat(64), new TreeMap<>(), 2_000);
        assertThat(json(ready, Map.of(FIRST, digest)).items("workers").get(0).text("start"))
                .isEqualTo("a".repeat(64));
    }

    @Test
    void namesTheProcessesThatWereStartedWithAlteredFiles() {
        GroupFigures figures = GroupFigures.of(
                GROUP,
                answer(GroupStatus.State.READY, worker(FIRST, "s1", false), worker(SECOND, "s1", false)),
                Map.of(FIRST, runs("s1"), SECOND, vitals("s1", new TreeMap<>(Map.of("worker", "d1")), 2_000)),
                Set.of());
        assertThat(figures.altered()).containsExactly(SECOND + " " + STARTED);
        assertThat(figures.json()
                        .items("workers")
                        .get(1)
                        .items("altered")
                        .get(0)
                        .text("digest"))
                .isEqualTo("d1");
    }

    @Test
    void hasAnotherDigestOnceAWorkerIsConfiguredOtherwise() {
        assertThat(json(answer(GroupStatus.State.READY, worker(FIRST, "s1", false)), Map.of())
                        .text("configured"))
                .isNotEqualTo(json(answer(GroupStatus.State.READY, worker(FIRST, "s2", false)), Map.of())
                        .text("configured"));
    }
}
