package dev.slipway.ledger.policy.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreezesTest {
    private static final Freeze CHRISTMAS =
            new Freeze("Christmas", "Europe/Berlin", null, "2026-12-24T00:00", "2026-12-27T00:00");

    private static final Freeze NEW_YEAR = new Freeze("New Year", "UTC", null, "2026-12-31T00:00", "2027-01-02T00:00");

    private static final Freeze WEEKEND =
            new Freeze("Weekend", "UTC", List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), "00:00", "00:00");

    private static final Freezes FREEZES = new Freezes(List.of(CHRISTMAS, NEW_YEAR, WEEKEND));

    @Test
    void keepsWhatIsInForceOrToCome() {
        assertThat(FREEZES.current(Instant.parse("2026-12-01T12:00:00Z")))
                .containsExactly(CHRISTMAS, NEW_YEAR, WEEKEND);
        assertThat(FREEZES.current(Instant.parse("2026-12-26T22:59:59Z")))
                .containsExactly(CHRISTMAS, NEW_YEAR, WEEKEND);
    }

    @Test
    void dropsWhatCameOnceAndIsOver() {
        assertThat(FREEZES.current(Instant.parse("2026-12-26T23:00:00Z"))).containsExactly(NEW_YEAR, WEEKEND);
        assertThat(FREEZES.current(Instant.parse("2030-01-01T00:00:00Z"))).containsExactly(WEEKEND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24/7", "/", "a;b", ".", ".."})
    void refusesNamesByWhichNoneCouldBeRemoved(String name) {
        assertThat(FREEZES.allows(name)).isFalse();
        Freezes former = new Freezes(List.of(new Freeze(name, "UTC", WEEKEND.days(), "00:00", "00:00")));
        assertThat(former.allows(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Weekend", "Black Friday", "...", "v1.4", "50% off: a, b?", "Übergabe", "a\\b"})
    void takesAllOthers(String name) {
        assertThat(FREEZES.allows(name)).isTrue();
    }
}
