package dev.slipway.line.host.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoiningTest {
    private static final String OLD = "shop-production-1";
    private static final String NEW = "shop-production-2";
    private static final String NEWEST = "shop-production-3";

    private static final List<Worker> WORKERS = Stream.of(OLD, NEW, NEWEST)
            .map(name -> new Worker(name, Ports.above(8_100, 0)))
            .toList();

    private static Set<String> joining(Set<String> routed, Set<String> healthy) {
        return Joining.of(WORKERS, routed, worker -> healthy.contains(worker.name()));
    }

    @Test
    void asksNoWorkerWhereNoneIsNew() {
        AtomicInteger asked = new AtomicInteger();
        assertThat(Joining.of(WORKERS, Set.of(OLD, NEW, NEWEST), worker -> asked.incrementAndGet() < 0))
                .isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void leavesOutANewWorkerThatIsNotHealthyWhileAnOldOneServes() {
        assertThat(joining(Set.of(OLD), Set.of(OLD, NEWEST))).containsExactly(NEW);
        assertThat(joining(Set.of(OLD), Set.of(OLD))).containsExactlyInAnyOrder(NEW, NEWEST);
    }

    @Test
    void leavesOutNoHealthyWorker() {
        assertThat(joining(Set.of(OLD), Set.of(OLD, NEW, NEWEST))).isEmpty();
    }

    @Test
    void leavesOutNoneWhereNoOldOneServes() {
        assertThat(joining(Set.of(OLD), Set.of())).isEmpty();
        assertThat(joining(Set.of(OLD), Set.of(NEW))).isEmpty();
        assertThat(joining(Set.of(), Set.of(NEW))).isEmpty();
    }
}
