package dev.slipway.ledger.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.configuration.content.Entry;
import dev.slipway.ledger.configuration.content.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeConfigurationRequestTest {
    private static final Instant THEN = Instant.parse("2026-11-23T10:15:30Z");
    private static final Instant NOW = THEN.plusSeconds(60);
    private static final Snapshot BEFORE = new Snapshot(List.of(
            new Entry("OLD", "1", null, "bob", THEN),
            new Entry("FEATURE_X", "off", null, "bob", THEN),
            new Entry("API_KEY", null, "a.b.c.d.e", "bob", THEN)));

    @Test
    void setsSealsAndUnsets() {
        Snapshot after = new ChangeConfigurationRequest(
                        Map.of("FEATURE_X", "on", "NEW", "yes"),
                        Map.of("API_KEY", "f.g.h.i.j"),
                        List.of("OLD", "NEVER"),
                        null,
                        null)
                .appliedTo(BEFORE, "alice", NOW);
        assertThat(after.entries())
                .containsExactly(
                        new Entry("API_KEY", null, "f.g.h.i.j", "alice", NOW),
                        new Entry("FEATURE_X", "on", null, "alice", NOW),
                        new Entry("NEW", "yes", null, "alice", NOW));
    }

    @Test
    void keepsWhatItDoesNotName() {
        assertThat(new ChangeConfigurationRequest(null, null, null, null, null).appliedTo(BEFORE, "alice", NOW))
                .isEqualTo(BEFORE);
    }
}
