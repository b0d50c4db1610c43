package dev.slipway.ledger.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InFlightRequestsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration BRIEF = Duration.ofMillis(20);

    private final InFlightRequests requests = new InFlightRequests();

    @Test
    void stopsAtOnceWhereNothingIsUnderWay() {
        assertThat(requests.isStopping()).isFalse();
        assertThat(requests.stop(LONG, LONG)).isZero();
        assertThat(requests.isStopping()).isTrue();
    }

    @Test
    void waitsForTheLastToEnd() throws Exception {
        requests.begin();
        requests.begin();
        CompletableFuture<Integer> stopping = CompletableFuture.supplyAsync(() -> requests.stop(LONG, Duration.ZERO));
        while (!requests.isStopping()) {
            Thread.onSpinWait();
        }
        requests.end();
        assertThat(stopping).isNotDone();
        requests.end();
        assertThat(stopping.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void waitsBrieflyForThoseThatAreToldToEnd() throws Exception {
        requests.begin();
        requests.park();
        CompletableFuture<Integer> stopping = CompletableFuture.supplyAsync(() -> requests.stop(BRIEF, LONG));
        while (!requests.isStopping()) {
            Thread.onSpinWait();
        }
        assertThat(stopping).isNotDone();
        requests.endParked();
        assertThat(stopping.get(60, TimeUnit.SECONDS)).isZero();

        requests.begin();
        requests.park();
        assertThat(requests.stop(LONG, BRIEF)).isEqualTo(1);
    }

    @Test
    void waitsForNoneForEver() {
        requests.begin();
        assertThat(requests.stop(BRIEF, LONG)).isEqualTo(1);
    }
}
