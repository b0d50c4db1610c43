package dev.slipway.line.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FollowerTest {
    @ParameterizedTest
    @CsvSource({
        "PT5M, false, , PT30S",
        "PT10S, false, , PT10S",
        "PT0.2S, false, , PT1S",
        "PT5M, true, , PT3S",
        "PT5M, false, PT12S, PT12S",
        "PT10S, false, PT12S, PT10S",
        "PT5M, false, PT-1S, PT30S"
    })
    void asksNoLongerThanToTheNextThingToShow(
            Duration left, boolean isBegun, @Nullable Duration untilWarning, Duration longest) {
        Duration wait = Follower.nextWait(left, isBegun, Optional.ofNullable(untilWarning));
        assertThat(wait).isEqualTo(longest);
    }
}
