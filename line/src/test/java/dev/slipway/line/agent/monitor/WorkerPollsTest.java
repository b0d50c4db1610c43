package dev.slipway.line.agent.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.StubWildFly;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.pace.SwiftPace;
import dev.slipway.line.worker.Management;
import dev.slipway.line.worker.Vitals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerPollsTest {
    private static final DesiredGroup GROUP =
            DesiredGroup.of(Wishes.group("shop", "production", 1)).orElseThrow();

    /** More than are polled at once. */
    private static final int MANY = 20;

    private final CountDownLatch answer = new CountDownLatch(1);
    private final Map<Management, DesiredGroup> workers = new HashMap<>();

    @AfterEach
    void end() {
        answer.countDown();
    }

    @Test
    void saysWhichAnswer() {
        Management well = worker(new StubWildFly(() -> {}, () -> {}));
        StubWildFly gone = new StubWildFly(() -> {}, () -> {});
        gone.away = Integer.MAX_VALUE;
        Management away = worker(gone);
        Map<Management, CompletableFuture<Optional<Vitals>>> ended =
                new WorkerPolls(Duration.ofMinutes(1)).poll(workers);
        assertThat(ended.get(well)).isCompletedWithValueMatching(Optional::isPresent);
        assertThat(ended.get(away)).isCompletedWithValueMatching(Optional::isEmpty);
    }

    /** Those that hang did not answer before, either. */
    @Test
    void pollsTheOthersWhileManyHang() {
        AtomicBoolean isHanging = new AtomicBoolean();
        List<StubWildFly> servers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            StubWildFly server = new StubWildFly(
                    () -> {
                        if (isHanging.get()) {
                            StubWildFly.await(answer);
                        }
                    },
                    () -> {});
            server.away = Integer.MAX_VALUE;
            servers.add(server);
            worker(server);
        }
        Map<Management, DesiredGroup> silent = Map.copyOf(workers);
        Management well = worker(new StubWildFly(() -> {}, () -> {}));
        WorkerPolls polls = new WorkerPolls(Duration.ofMillis(50));
        silent.keySet()
                .forEach(worker ->
                        assertThat(pollUntilEnded(polls, worker)).isCompletedWithValueMatching(Optional::isEmpty));
        isHanging.set(true);
        for (int round = 0; round < 3; round++) {
            assertThat(pollUntilEnded(polls, well)).isCompletedWithValueMatching(Optional::isPresent);
        }
        servers.forEach(server -> server.away = 0);
        answer.countDown();
        silent.keySet()
                .forEach(worker -> assertThat(pollUntilEnded(polls, worker)).isNotNull());
    }

    private CompletableFuture<Optional<Vitals>> pollUntilEnded(WorkerPolls polls, Management worker) {
        for (int poll = 0; poll < 100; poll++) {
            CompletableFuture<Optional<Vitals>> ended = polls.poll(workers).get(worker);
            if (ended != null) {
                return ended;
            }
        }
        throw new AssertionError("its poll does not end");
    }

    private Management worker(StubWildFly wildfly) {
        Management worker = new Management("shop-production-1", () -> wildfly, new SwiftPace());
        workers.put(worker, GROUP);
        return worker;
    }
}
