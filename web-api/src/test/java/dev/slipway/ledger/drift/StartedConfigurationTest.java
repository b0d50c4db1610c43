package dev.slipway.ledger.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.ledger.platform.text.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartedConfigurationTest {
    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);
    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private static StartedConfiguration start(
            @Nullable String start, @Nullable String desired, Map<String, String> altered) {
        return start(start, desired, altered, true, true);
    }

    private static StartedConfiguration start(
            @Nullable String start,
            @Nullable String desired,
            Map<String, String> altered,
            boolean isAnswering,
            boolean isSettled) {
        return new StartedConfiguration(
                "shop", "shop-production-1", NOW, start, desired, new TreeMap<>(altered), isAnswering, isSettled);
    }

    @Test
    void isNoDriftWhereItIsAsItIsToBe() {
        assertThat(start(A, A, Map.of()).findings()).isEmpty();
        assertThat(start(A, A, Map.of()).isKnown()).isTrue();
    }

    @Test
    void isDriftWhereItWasStartedWithSomethingElse() {
        assertThat(start(A, B, Map.of()).pendingFindings())
                .containsExactly(new Finding(
                        DriftKind.UNEXPECTED_CONFIGURATION,
                        "configuration",
                        "shop",
                        Optional.of(Digest.ofHex(A)),
                        Optional.of(Digest.ofHex(B))));
        assertThat(start(null, B, Map.of()).pendingFindings()).hasSize(1);
    }

    @Test
    void isDriftForEachFileThatWasChangedByHand() {
        assertThat(start(A, A, Map.of("environment", A, "configuration", B)).pendingFindings())
                .extracting(Finding::kind, Finding::archive, Finding::artifactDigest)
                .containsExactly(
                        tuple(DriftKind.ALTERED_CONFIGURATION, "configuration", Optional.of(Digest.ofHex(B))),
                        tuple(DriftKind.ALTERED_CONFIGURATION, "environment", Optional.of(Digest.ofHex(A))));
    }

    @Test
    void isNotRaisedWhileSomethingIsUnderWayNorEndedByThat() {
        StartedConfiguration underWay = start(A, B, Map.of("configuration", B), true, false);
        assertThat(underWay.pendingFindings()).isEmpty();
        assertThat(underWay.findings()).hasSize(2);
    }

    @Test
    void isNeitherRaisedNorEndedByAWorkerThatDoesNotAnswer() {
        StartedConfiguration silent = start(A, B, Map.of(), false, true);
        assertThat(silent.pendingFindings()).isEmpty();
        assertThat(silent.isKnown()).isFalse();
        assertThat(start(A, null, Map.of(), true, true).isKnown()).isFalse();
    }
}
