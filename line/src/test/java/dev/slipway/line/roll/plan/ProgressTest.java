package dev.slipway.line.roll.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.roll.ContentHash;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final ContentHash OLD = ContentHash.ofHex("01".repeat(20));
    private static final ContentHash NEW = ContentHash.ofHex("02".repeat(20));
    private static final ContentHash OTHER = ContentHash.ofHex("03".repeat(20));
    private static final String ONE = "worker-1";
    private static final String TWO = "worker-2";

    @Test
    void knowsWhatSomebodyElseDeployed() {
        Progress progress = Progress.none().withBefore(Map.of(ONE, Content.running(OLD), TWO, Content.absent()));
        assertThat(progress.isTaken(ONE, Content.running(OTHER), NEW)).isTrue();
        assertThat(progress.isTaken(TWO, Content.running(OLD), NEW)).isTrue();
        assertThat(List.of(Content.running(NEW), Content.running(OLD), Content.stopped(OTHER), Content.unknown()))
                .noneMatch(own -> progress.isTaken(ONE, own, NEW));
    }

    @Test
    void rollsNothingBackOnWorkersThatSomebodyElseDeployedTo() {
        Progress progress = Progress.none().withChanged(ONE).withChanged(TWO);
        assertThat(progress.without(List.of(ONE)).changed()).containsExactly(TWO);
    }
}
