package dev.slipway.ledger.drift.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.drift.DriftKind;
import dev.slipway.ledger.drift.Finding;
import dev.slipway.ledger.platform.text.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PendingFindingsTest {
    private static final Instant T0 = Instant.parse("2026-11-24T10:00:00Z");

    private final PendingFindings pending = new PendingFindings(Duration.ofSeconds(15));

    @ParameterizedTest
    @EnumSource
    void raisesWhatHasLasted(DriftKind kind) {
        List<Finding> found = List.of(finding(kind, "a"));
        assertThat(pending.due(found, at(0), at(0))).isEmpty();
        assertThat(pending.due(found, at(14), at(14))).isEmpty();
        assertThat(pending.due(found, at(15), at(15))).isEqualTo(found);
    }

    @ParameterizedTest
    @EnumSource
    void beginsAgainWhenItWasAway(DriftKind kind) {
        List<Finding> found = List.of(finding(kind, "a"));
        pending.due(found, at(0), at(0));
        pending.due(List.of(), at(10), at(10));
        assertThat(pending.due(found, at(20), at(20))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNEXPECTED_CONTENT", "MISSING"})
    void waitsUntilTheLogWasRead(DriftKind kind) {
        List<Finding> found = List.of(finding(kind, "a"));
        pending.due(found, at(0), at(-60));
        assertThat(pending.due(found, at(100), at(-60))).isEmpty();
        assertThat(pending.due(found, at(102), at(0))).isEmpty();
        assertThat(pending.due(found, at(104), at(103))).isEqualTo(found);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNKNOWN_CONTENT", "ALTERED_CONTENT"})
    void waitsForNoLogWithWhatTheLogCannotExplain(DriftKind kind) {
        List<Finding> found = List.of(finding(kind, "a"));
        pending.due(found, at(0), Instant.EPOCH);
        assertThat(pending.due(found, at(15), Instant.EPOCH)).isEqualTo(found);
    }

    @Test
    void tellsOneFromAnother() {
        pending.due(List.of(finding(DriftKind.UNKNOWN_CONTENT, "a")), at(0), at(0));
        assertThat(pending.due(List.of(finding(DriftKind.UNKNOWN_CONTENT, "b")), at(15), at(15)))
                .isEmpty();
    }

    private static Finding finding(DriftKind kind, String digest) {
        return new Finding(kind, "a.war", "a", Optional.of(Digest.ofHex(digest.repeat(64))), Optional.empty());
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }
}
