package dev.slipway.ledger.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    @Test
    void isCutIntoWeeksThatBeginOnMonday() {
        List<Window.Piece> weeks = window("2026-09-09T12:00:00Z", "2026-09-21T00:00:00Z", "UTC", Window.Bucket.WEEK)
                .pieces();
        assertThat(weeks)
                .extracting(Window.Piece::from)
                .containsExactly(Instant.parse("2026-09-07T00:00:00Z"), Instant.parse("2026-09-14T00:00:00Z"));
    }

    /** The clocks go forward on 29 March and back on 25 October. */
    @ParameterizedTest
    @CsvSource({"2026-03-29, 23", "2026-10-25, 25", "2026-06-01, 24"})
    void hasDaysAsLongAsTheyAre(LocalDate day, int hours) {
        ZoneId zone = ZoneId.of("Europe/Zurich");
        Instant noon = day.atTime(12, 0).atZone(zone).toInstant();
        Window.Piece piece = new Window(null, null, noon, noon.plusSeconds(1), zone, Window.Bucket.DAY)
                .pieces()
                .get(0);
        assertThat(Duration.between(piece.from(), piece.until())).isEqualTo(Duration.ofHours(hours));
    }

    @Test
    void endsBeforeItsEnd() {
        assertThat(window("2026-09-07T00:00:00Z", "2026-09-09T00:00:00Z", "UTC", Window.Bucket.DAY)
                        .pieces())
                .hasSize(2);
    }

    @Test
    void countsWholeWeeksOnly() {
        Window window = window("2026-09-08T00:00:00Z", "2026-09-29T00:00:00Z", "UTC", Window.Bucket.DAY);
        Map<@Nullable LocalDate, DeliveryFigures> figures = new HashMap<>();
        figures.put(LocalDate.parse("2026-09-08"), deployments(50));
        figures.put(LocalDate.parse("2026-09-15"), deployments(3));
        assertThat(MetricsService.response(window, figures)
                        .deploymentFrequency()
                        .medianPerWeek())
                .isEqualTo(1.5);
    }

    @Test
    void hasNoMedianWithoutAWholeWeek() {
        Window window = window("2026-09-08T00:00:00Z", "2026-09-14T00:00:00Z", "UTC", Window.Bucket.DAY);
        assertThat(MetricsService.response(window, new HashMap<>())
                        .deploymentFrequency()
                        .medianPerWeek())
                .isNull();
    }

    @Test
    void hasARateHoweverShortItIs() {
        Window window = window("2026-09-08T00:00:00Z", "2026-09-08T00:00:00.000001Z", "UTC", Window.Bucket.DAY);
        assertThat(MetricsService.response(window, new HashMap<>())
                        .deploymentFrequency()
                        .perDay())
                .isZero();
    }

    private static DeliveryFigures deployments(long count) {
        return new DeliveryFigures(
                count,
                count,
                0,
                0,
                DeliveryFigures.NONE.firstCommit(),
                DeliveryFigures.NONE.merge(),
                DeliveryFigures.NONE.recovery());
    }

    private static Window window(String from, String until, String zone, Window.Bucket bucket) {
        return new Window(null, null, Instant.parse(from), Instant.parse(until), ZoneId.of(zone), bucket);
    }
}
