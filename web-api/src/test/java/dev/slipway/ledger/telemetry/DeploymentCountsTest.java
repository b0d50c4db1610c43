package dev.slipway.ledger.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.deployment.Channel;
import dev.slipway.ledger.deployment.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentCountsTest {

    /** Both workers count the same for ten minutes, whenever they are asked in them. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T12:00:00Z, 2026-11-27T11:00:00Z",
        "2026-11-27T12:09:59.999999Z, 2026-11-27T11:00:00Z",
        "2026-11-27T12:10:00Z, 2026-11-27T11:10:00Z",
    })
    void countsUpToTheSameTimeForTenMinutes(Instant now, Instant until) {
        assertThat(DeploymentCounts.settled(now)).isEqualTo(until);
    }

    @Test
    void hasAZeroForEachChannelAndOutcomeThatWasNotCounted() {
        List<Object[]> rows = DeploymentCounts.withZeros(
                List.of("production", "staging"),
                List.of(new Object[] {"staging", "cli", "failed", 3L}, new Object[] {"staging", "robot", "failed", 2L
                }));
        List<String> lines = rows.stream()
                .map(row -> row[0] + " " + row[1] + " " + row[2] + " " + row[3])
                .toList();
        assertThat(lines)
                .contains("staging cli failed 3", "staging robot failed 2", "staging cli succeeded 0")
                .containsAll(Stream.of(Channel.values())
                        .filter(channel -> channel != Channel.UNKNOWN)
                        .flatMap(channel -> Stream.of(Outcome.values())
                                .map(outcome -> "production " + channel + " " + outcome + " 0"))
                        .toList())
                .doesNotContain("staging cli failed 0", "production unknown failed 0")
                .doesNotHaveDuplicates();
    }
}
