package dev.slipway.ledger.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(90));
    private static final Retention RETENTION = new Retention(10);

    @Test
    void keepsWhatIsLiveOrAskedFor() {
        assertThat(keeps(true, false, null, LONG_AGO)).isTrue();
        assertThat(keeps(false, true, null, LONG_AGO)).isTrue();
        assertThat(keeps(false, false, null, LONG_AGO)).isFalse();
    }

    @Test
    void keepsWhatWasDeployedLast() {
        assertThat(keeps(false, false, 1, LONG_AGO)).isTrue();
        assertThat(keeps(false, false, 10, LONG_AGO)).isTrue();
        assertThat(keeps(false, false, 11, LONG_AGO)).isFalse();
    }

    @Test
    void keepsWhatWasRecordedLessThanADayAgo() {
        assertThat(keeps(false, false, null, NOW.minus(Duration.ofHours(23)))).isTrue();
        assertThat(keeps(false, false, null, NOW.minus(Duration.ofHours(24)))).isFalse();
    }

    @Test
    void keepsWhatCameLessThanADayAgo() {
        assertThat(RETENTION.keeps(Optional.empty(), NOW.minus(Duration.ofHours(1)), NOW))
                .isTrue();
        assertThat(RETENTION.keeps(Optional.empty(), LONG_AGO, NOW)).isFalse();
    }

    private static boolean keeps(boolean isLive, boolean isRequested, @Nullable Integer place, Instant recordedAt) {
        return RETENTION.keeps(Optional.of(new ArchiveUse(isLive, isRequested, place, recordedAt)), LONG_AGO, NOW);
    }
}
