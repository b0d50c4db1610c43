package dev.slipway.ledger.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.audit.extract.Segments.Segment;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private final TreeSet<Long> heads = new TreeSet<>(List.of(10L, 20L, 30L, 40L));

    @Test
    void goFromEachRowToTheNextSignedHead() {
        assertThat(Segments.of(new Segment(25, 32), new TreeSet<>(List.of(3L, 7L, 12L)), heads))
                .containsExactly(new Segment(3, 10), new Segment(12, 20), new Segment(25, 40));
    }

    @Test
    void areOneWhereTheyTouch() {
        assertThat(Segments.of(new Segment(21, 30), new TreeSet<>(List.of(15L, 22L)), heads))
                .containsExactly(new Segment(15, 30));
        assertThat(Segments.of(new Segment(11, 28), new TreeSet<>(List.of(10L, 29L)), heads))
                .containsExactly(new Segment(10, 30));
    }

    @Test
    void growWithAPeriodThatBeginsInOneOfThem() {
        assertThat(Segments.of(new Segment(9, 35), new TreeSet<>(List.of(8L)), heads))
                .containsExactly(new Segment(8, 40));
    }

    @Test
    void areNoneWhereNothingHappened() {
        assertThat(Segments.of(null, new TreeSet<>(), heads)).isEmpty();
        assertThat(Segments.of(null, new TreeSet<>(List.of(31L)), heads)).containsExactly(new Segment(31, 40));
    }

    @Test
    void needASignedHead() {
        assertThatThrownBy(() -> Segments.of(new Segment(1, 41), new TreeSet<>(), heads))
                .hasMessage("no signed head behind link 41");
    }
}
