package dev.slipway.line.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {
    private static final String NOON = "2026-11-02T12:00:00Z";

    /** Daily, or after a thousand links and those that are added at once. */
    @ParameterizedTest
    @CsvSource({
        "11, 2026-11-04T12:00:00Z, 0",
        "11, 2026-11-04T12:00:01Z, 1",
        "11, 2026-12-20T12:00:00Z, 1",
        "2010, 2026-11-02T12:00:01Z, 0",
        "2011, 2026-11-02T12:00:01Z, 1",
    })
    void warnsOfHeadsThatAreFarFromEachOther(long position, String at, int gaps) {
        assertThat(cadence(head(10, NOON), head(position, at)).gaps(11, position))
                .hasSize(gaps);
    }

    /** As of a line that was down for days, or from which somebody removed heads to hide when rows were linked. */
    @Test
    void saysWhatNothingShows() {
        assertThat(cadence(head(90, "2026-12-20T12:00:00Z"), head(10, NOON)).gaps(11, 90))
                .containsExactly(
                        "heads.jsonl: no head was signed between 2026-11-02T12:00:00Z, at link 10, and 2026-12-20T12:00:00Z, at link 90. The line was down, or heads were removed: nothing shows when these links were added.");
    }

    @Test
    void missesNoHeadWhileNothingIsLinked() {
        assertThat(cadence(head(10, NOON), head(10, "2026-12-20T12:00:00Z")).gaps(1, 10))
                .isEmpty();
    }

    /** Heads of other parts of the chain, whose neighbours are not in the extract. */
    @Test
    void looksAtOnePartOfTheChain() {
        Cadence cadence = cadence(
                head(10, NOON),
                head(5_000, "2027-01-01T12:00:00Z"),
                head(5_100, "2027-01-02T12:00:00Z"),
                head(9_000, "2027-03-01T12:00:00Z"));
        assertThat(cadence.gaps(5_001, 5_100)).isEmpty();
        assertThat(cadence.gaps(5_000, 5_100)).hasSize(1);
        assertThat(cadence.gaps(11, 9_000)).hasSize(2);
    }

    /** As where somebody removed the first heads, too. The first one has whatever was linked before there was a key. */
    @ParameterizedTest
    @CsvSource({"2026-11-01T00:00:00Z, 0", "2026-10-01T00:00:00Z, 1"})
    void missesTheFirstHeadOfTheFirstKey(Instant introduced, int gaps) {
        assertThat(new Cadence(List.of(head(50_000, NOON)), Optional.of(introduced)).gaps(1, 50_000))
                .hasSize(gaps);
    }

    private static Cadence cadence(Head... heads) {
        return new Cadence(Stream.concat(Stream.of(heads), Stream.of(undated())).toList(), Optional.empty());
    }

    private static Head head(long position, String at) {
        return new Head("a head", false, "key", position, "", Optional.of(Instant.parse(at)));
    }

    private static Head undated() {
        return new Head("a head", false, "key", 50, "", Optional.empty());
    }
}
