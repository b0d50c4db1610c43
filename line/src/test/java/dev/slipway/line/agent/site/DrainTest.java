package dev.slipway.line.agent.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.slipway.line.pace.SwiftPace;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final Duration BRIEFLY = Duration.ofMillis(1);

    private final SwiftPace pace = new SwiftPace();
    private final Drain drain = new Drain(pace, 1);

    @Test
    void isOverAtOnceWhereHttpdCountsNone() {
        assertThat(drain.isOver(0, () -> fail("no need to ask"))).isTrue();
    }

    @Test
    void isOverWhereTheWorkerHasNoneAfterAWhile() {
        assertThat(looksOver(2, Optional.of(0), Duration.ZERO)).isFalse();
        assertThat(looksOver(2, Optional.of(0), Drain.QUIET.minus(BRIEFLY))).isFalse();
        assertThat(looksOver(2, Optional.of(0), BRIEFLY)).isTrue();
    }

    @Test
    void waitsForWhatIsInProgressHoweverLong() {
        assertThat(looksOver(2, Optional.of(1), Drain.QUIET)).isFalse();
        assertThat(looksOver(2, Optional.of(0), BRIEFLY)).isTrue();
    }

    /** A health check is a request, too. */
    @Test
    void doesNotBeginAnewWithEachRequest() {
        assertThat(looksOver(2, Optional.of(1), Drain.QUIET.minus(BRIEFLY))).isFalse();
        assertThat(looksOver(2, Optional.of(0), BRIEFLY)).isTrue();
    }

    @Test
    void isOverSoonWhereHttpdCountsNoMoreThanTheLastTime() {
        assertThat(looksOver(1, Optional.of(0), Duration.ZERO)).isFalse();
        assertThat(looksOver(1, Optional.of(1), Drain.BRIEF)).isFalse();
        assertThat(looksOver(1, Optional.of(0), Duration.ZERO)).isTrue();
    }

    @Test
    void trustsHttpdWhereTheWorkerDoesNotSay() {
        assertThat(looksOver(2, Optional.empty(), Drain.QUIET)).isFalse();
    }

    private boolean looksOver(int counted, Optional<Integer> active, Duration later) {
        pace.sleep(later);
        return drain.isOver(counted, () -> active);
    }
}
