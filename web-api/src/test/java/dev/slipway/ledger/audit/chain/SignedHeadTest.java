package dev.slipway.ledger.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedHeadTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SignedHead last = new SignedHead(5_000, NOON);

    @Test
    void isDueDaily() {
        assertThat(SignedHead.isDue(last, 5_000, NOON.plusSeconds(86_399))).isFalse();
        assertThat(SignedHead.isDue(last, 5_000, NOON.plusSeconds(86_400))).isTrue();
    }

    @Test
    void isDueAfterAThousandLinks() {
        assertThat(SignedHead.isDue(last, 5_999, NOON)).isFalse();
        assertThat(SignedHead.isDue(last, 6_000, NOON)).isTrue();
    }

    /** Else a clock that was once ahead by a year would keep the line from signing for that year. */
    @Test
    void isDueIfTheClockWasAheadAtTheLastOne() {
        assertThat(SignedHead.isDue(last, 5_000, NOON)).isFalse();
        assertThat(SignedHead.isDue(last, 5_000, NOON.minusNanos(1_000))).isTrue();
        assertThat(SignedHead.isDue(new SignedHead(5_000, NOON.plusSeconds(31_536_000)), 5_000, NOON))
                .isTrue();
    }

    @Test
    void isDueWhereThereIsNone() {
        assertThat(SignedHead.isDue(null, 1, NOON)).isTrue();
    }
}
