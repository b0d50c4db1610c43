package dev.slipway.ledger.auditlog.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final Instant T0 = Instant.parse("2026-11-27T10:00:00Z");

    private final TokenBucket bucket = new TokenBucket(100, Duration.ofMillis(200));

    @Test
    void allowsABurstAndThenTheRefillRate() {
        assertThat(bucket.available(T0)).isEqualTo(100);
        bucket.take(100, T0);
        assertThat(bucket.available(T0)).isZero();
        assertThat(bucket.available(T0.plusSeconds(1))).isEqualTo(5);
        bucket.take(3, T0.plusSeconds(1));
        assertThat(bucket.available(T0.plusSeconds(1))).isEqualTo(2);
    }

    @Test
    void holdsNoMoreThanItsCapacity() {
        bucket.take(1, T0);
        assertThat(bucket.available(T0.plus(Duration.ofDays(30)))).isEqualTo(100);
    }
}
