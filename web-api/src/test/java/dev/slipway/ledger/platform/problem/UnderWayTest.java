package dev.slipway.ledger.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnderWayTest {
    private final UnderWay requests = new UnderWay();

    @Test
    void stopsAtOnceWhereNothingIsUnderWay() {
        assertThat(requests.isStopping()).isFalse();
        assertThat(requests.stop(Duration.ofMinutes(1))).isZero();
        assertThat(requests.isStopping()).isTrue();
    }

    @Test
    void waitsForTheLastToEnd() throws Exception {
        requests.begin();
        requests.begin();
        CompletableFuture<Integer> stopping = CompletableFuture.supplyAsync(() -> requests.stop(Duration.ofMinutes(1)));
        while (!requests.isStopping()) {
            Thread.onSpinWait();
        }
        requests.end();
        assertThat(stopping).isNotDone();
        requests.end();
        assertThat(stopping.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void waitsForNoneForEver() {
        requests.begin();
        assertThat(requests.stop(Duration.ofMillis(20))).isEqualTo(1);
    }
}
