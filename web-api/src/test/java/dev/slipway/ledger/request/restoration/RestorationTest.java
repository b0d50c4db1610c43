package dev.slipway.ledger.request.restoration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.configuration.content.Entry;
import dev.slipway.ledger.configuration.content.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestorationTest {
    private static final Map<Integer, Snapshot> SNAPSHOTS = Map.of(
            0, Snapshot.EMPTY,
            1, snapshot("off"),
            2, snapshot("on"),
            3, snapshot("off"));

    private static Snapshot snapshot(String value) {
        return new Snapshot(List.of(new Entry("FEATURE_X", value, null, "bob", Instant.EPOCH)));
    }

    private static Optional<Restoration> restoration(Optional<Integer> ran, Optional<Integer> current) {
        return restoration(ran, 0, current);
    }

    private static Optional<Restoration> restoration(Optional<Integer> ran, int dropped, Optional<Integer> current) {
        return Restoration.of(ran, dropped, current, version -> Objects.requireNonNull(SNAPSHOTS.get(version)));
    }

    @Test
    void bringsBackWhatTheReleaseRanWith() {
        assertThat(restoration(Optional.of(1), Optional.of(2))).contains(new Restoration(1, false));
        assertThat(restoration(Optional.of(0), Optional.of(2))).contains(new Restoration(0, false));
    }

    @Test
    void leavesWhatSaysTheSame() {
        assertThat(restoration(Optional.of(2), Optional.of(2))).contains(new Restoration(2, true));
        assertThat(restoration(Optional.of(1), Optional.of(3))).contains(new Restoration(1, true));
        assertThat(restoration(Optional.of(0), Optional.of(0))).contains(new Restoration(0, true));
    }

    @Test
    void leavesWhatIsInForceWhereTheOtherWentWithTheData() {
        assertThat(restoration(Optional.of(0), 2, Optional.of(3))).isEmpty();
        assertThat(restoration(Optional.of(1), 2, Optional.of(3))).isEmpty();
        assertThat(restoration(Optional.of(2), 2, Optional.of(3))).contains(new Restoration(2, false));
    }

    @Test
    void leavesWhatIsInForceWhereNobodyKnows() {
        assertThat(restoration(Optional.empty(), Optional.of(2))).isEmpty();
        assertThat(restoration(Optional.of(1), Optional.empty())).isEmpty();
    }
}
