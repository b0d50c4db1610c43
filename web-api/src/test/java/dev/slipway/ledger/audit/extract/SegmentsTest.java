package dev.slipway.ledger.audit.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.audit.extract.Segments.Segment;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SegmentsTest {
    private final TreeSet<Long> heads = new TreeSet<>(List.of(10L, 20L, 30L, 40L));

    /** Whatever the database says of when the rows between happened. */
    @Test
    void goFromTheHeadBeforeThePeriodToTheOneBehindIt() {
        assertThat(Segments.main(Optional.of(new Segment(13, 17)), Optional.of(10L), Optional.of(30L), heads))
                .isEqualTo(new Segment(10, 30));
        assertThat(Segments.main(Optional.empty(), Optional.of(10L), Optional.of(30L), heads))
                .isEqualTo(new Segment(10, 30));
        assertThat(Segments.main(Optional.empty(), Optional.of(20L), Optional.of(20L), heads))
                .isEqualTo(new Segment(20, 20));
    }

    @Test
    void goFromTheFirstLinkToTheLastWhereNoHeadBoundsThePeriod() {
        assertThat(Segments.main(Optional.of(new Segment(1, 17)), Optional.empty(), Optional.empty(), heads))
                .isEqualTo(new Segment(1, 40));
        assertThat(Segments.main(Optional.empty(), Optional.of(40L), Optional.empty(), heads))
                .isEqualTo(new Segment(40, 40));
    }

    @Test
    void haveRowsOfThePeriodThatWereLinkedBeforeOrLongAfterIt() {
        assertThat(Segments.main(Optional.of(new Segment(10, 31)), Optional.of(10L), Optional.of(20L), heads))
                .isEqualTo(new Segment(1, 40));
        assertThat(Segments.main(Optional.of(new Segment(15, 30)), Optional.of(20L), Optional.of(20L), heads))
                .isEqualTo(new Segment(10, 30));
    }

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
        assertThat(Segments.of(new Segment(10, 30), new TreeSet<>(List.of(8L, 10L)), heads))
                .containsExactly(new Segment(8, 30));
    }

    @Test
    void areNoneOfAnEmptyChain() {
        assertThat(Segments.of(null, new TreeSet<>(), new TreeSet<>())).isEmpty();
    }

    @Test
    void needASignedHead() {
        assertThatThrownBy(() -> Segments.of(new Segment(1, 41), new TreeSet<>(), heads))
                .hasMessage("no signed head behind link 41");
        assertThatThrownBy(
                        () -> Segments.main(Optional.of(new Segment(1, 41)), Optional.empty(), Optional.empty(), heads))
                .hasMessage("no signed head behind link 41");
    }
}
