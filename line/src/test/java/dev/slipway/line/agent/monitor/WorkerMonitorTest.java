package dev.slipway.line.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.line.agent.StubWildFly;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.World;
import dev.slipway.line.agent.daemon.Daemons;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.http.Json;
import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.stub.Stub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerMonitorTest {
    private static final List<String> SERVICES = List.of("desk", "pay", "shop");
    private static final String FIGURES = "PUT /api/v1/agent/worker-figures";

    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();

    /** It refuses what it is told of the service {@code pay}. */
    @AutoClose
    private final Stub ledger = new Stub(request -> request.body().contains("\"service\":\"pay\"")
            ? Stub.Reply.of(400, "{\"type\":\"/docs/problems#invalid-request\",\"detail\":\"It is not valid.\"}")
            : Stub.Reply.of(204, ""));

    /** Whether the agent is at work, each time it is asked; it is not, after those. */
    private final Deque<Boolean> work = new ArrayDeque<>();

    private World world;
    private GroupFiles files;
    private Sites sites;

    @BeforeEach
    void make() throws IOException {
        files = new GroupFiles(folder.resolve("asks"), folder.resolve("answers"));
        world = new World(folder);
        for (String service : SERVICES) {
            String group = service + "-production";
            world.group(service, group + "-1");
            Wishes.answer(folder.resolve("answers"), group, 1, "ready", null, group + "-1");
        }
        files.replaceAll(SERVICES.stream()
                .map(service ->
                        DesiredGroup.of(Wishes.group(service, "production", 1)).orElseThrow())
                .toList());
        sites = new Sites(world.site(), "production", files, world::site);
    }

    @Test
    void keepsNothingBackForOneThatIsRefused() {
        WorkerMonitor monitor = monitor();
        monitor.pollNow();
        monitor.pollNow();
        assertThat(ledger.received(FIGURES).stream().map(WorkerMonitorTest::services))
                .containsExactly("desk pay shop", "desk", "pay", "shop", "desk pay shop", "desk", "pay", "shop");
        assertThat(log)
                .containsExactly("The workers of services cannot be checked: pay in production: It is not valid.");
    }

    @Test
    void reportsTheOthersWhileOneHangs() {
        CountDownLatch answer = new CountDownLatch(1);
        world.grouped.put("pay-production-1", new StubWildFly(() -> StubWildFly.await(answer), () -> {}));
        WorkerMonitor monitor = monitor(Duration.ofMillis(50));
        pollUntilReported(monitor, "desk shop");
        assertThat(ledger.received(FIGURES))
                .noneMatch(report -> services(report).contains("pay"));
        answer.countDown();
        pollUntilReported(monitor, "desk pay shop");
        assertThat(ledger.received(FIGURES))
                .filteredOn(report -> services(report).equals("pay"))
                .allMatch(report -> report.body().contains("startedAt"));
    }

    @Test
    void asksHttpdOnceForAllGroups() {
        monitor().pollNow();
        assertThat(world.httpd.calls).isOne();
    }

    @Test
    void reportsAllGroupsWhileHttpdIsAway() {
        world.httpd.isAway = true;
        monitor().pollNow();
        assertThat(ledger.received(FIGURES).stream().map(WorkerMonitorTest::services))
                .startsWith("desk pay shop");
    }

    /** What it looks at may be of a moment before or after. */
    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true"})
    void takesADrainedWorkerForWellWhileATaskIsUnderWay(boolean isBefore, boolean isAfter) {
        drain();
        work.addAll(List.of(isBefore, isAfter));
        monitor().pollNow();
        assertThat(ledger.received(FIGURES))
                .isNotEmpty()
                .noneMatch(report -> report.body().contains("isServing"));
    }

    /** As a rollback leaves it that fails there. */
    @Test
    void reportsAWorkerThatWasLeftDrained() {
        drain();
        monitor().pollNow();
        assertThat(ledger.received(FIGURES))
                .filteredOn(report -> services(report).equals("shop"))
                .singleElement()
                .extracting(Stub.Received::body)
                .asString()
                .contains("\"isServing\":false");
    }

    private void drain() {
        world.runs("shop-production-1", "content");
        world.httpd.out.put("shop shop-production-1", true);
    }

    /** By which the ledger forgets its workers. */
    @Test
    void reportsAlsoAfterTheLastServiceIsRemoved() throws IOException {
        Json group = Wishes.group("shop", "production", 2).with("isRemoved", true);
        files.replaceAll(List.of(DesiredGroup.of(group).orElseThrow()));
        monitor().pollNow();
        files.replaceAll(List.of());
        monitor().pollNow();
        assertThat(ledger.received(FIGURES))
                .extracting(Stub.Received::body)
                .containsExactly("{\"groups\":[]}", "{\"groups\":[]}");
        assertThat(log).isEmpty();
    }

    @Test
    void saysThatAnEmptyReportIsRefused() throws IOException {
        files.replaceAll(List.of());
        ledger.first(FIGURES, Stub.Reply.of(400, "{\"detail\":\"It is not valid.\"}"));
        monitor().pollNow();
        assertThat(log).containsExactly("The workers of services cannot be checked: It is not valid.");
    }

    @Test
    void saysAgainWhatWasOverMeanwhile() throws IOException {
        files.replaceAll(List.of());
        Stub.Reply refusal = Stub.Reply.of(400, "{\"detail\":\"It is not valid.\"}");
        ledger.first(FIGURES, refusal, refusal, Stub.Reply.of(204, ""), refusal);
        WorkerMonitor monitor = monitor();
        for (int poll = 0; poll < 4; poll++) {
            monitor.pollNow();
        }
        String said = "The workers of services cannot be checked: It is not valid.";
        assertThat(log).containsExactly(said, said);
    }

    private boolean isAtWork(String environment) {
        return environment.equals("production") && !work.isEmpty() && work.remove();
    }

    private WorkerMonitor monitor() {
        return new WorkerMonitor(
                files, sites, Daemons.api(ledger.uri()), new SwiftPace(), log::add, () -> false, this::isAtWork);
    }

    private WorkerMonitor monitor(Duration patience) {
        return new WorkerMonitor(
                files,
                sites,
                Daemons.api(ledger.uri()),
                new SwiftPace(),
                log::add,
                () -> false,
                this::isAtWork,
                patience);
    }

    /** The first poll, except on a slow machine. */
    private void pollUntilReported(WorkerMonitor monitor, String services) {
        for (int poll = 0; poll < 100; poll++) {
            monitor.pollNow();
            if (ledger.received(FIGURES).stream()
                    .anyMatch(report -> services(report).equals(services))) {
                return;
            }
        }
        fail("not reported: " + services);
    }

    private static String services(Stub.Received report) {
        return SERVICES.stream()
                .filter(service -> report.body().contains("\"service\":\"" + service + "\""))
                .collect(Collectors.joining(" "));
    }
}
