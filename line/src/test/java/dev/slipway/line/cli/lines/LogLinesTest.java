package dev.slipway.line.cli.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    @Test
    void areInTheOrderOfTheirTimes() {
        Map<String, List<String>> logs = new LinkedHashMap<>();
        logs.put(
                "shop-1",
                List.of(
                        "2026-11-27T08:00:00.000Z INFO  one",
                        "2026-11-27T08:00:02.000Z ERROR two",
                        "\tat Shop.sell(Shop.java:7)",
                        "2026-11-27T08:00:04.000Z INFO  four"));
        logs.put(
                "shop-2",
                List.of("the end of something", "2026-11-27T09:00:03.000+01:00 INFO  three", "no time at all"));
        assertThat(LogLines.merge(logs))
                .extracting(LogLines.Line::text)
                .containsExactly(
                        "the end of something",
                        "2026-11-27T08:00:00.000Z INFO  one",
                        "2026-11-27T08:00:02.000Z ERROR two",
                        "\tat Shop.sell(Shop.java:7)",
                        "2026-11-27T09:00:03.000+01:00 INFO  three",
                        "no time at all",
                        "2026-11-27T08:00:04.000Z INFO  four");
    }

    @Test
    void goBackInTimeForNoClock() {
        List<String> back = List.of("2026-11-27T08:00:05.000Z a", "2026-11-27T08:00:01.000Z b");
        assertThat(LogLines.merge(Map.of("shop-1", back)))
                .extracting(LogLines.Line::text)
                .isEqualTo(back);
        assertThat(LogLines.merge(Map.of("shop-1", List.of("2026-99-99T99:99:99.999Z c"))))
                .hasSize(1);
    }
}
