package dev.slipway.line.roll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProbeTest {
    @Test
    void saysWhatWasWrong() {
        Probe probe = new Probe("shop", "/ready", Probe.Answer.GOOD, Duration.ofSeconds(30));
        assertThat(probe.failure("shop-1", 0)).isEqualTo("On shop-1, /ready does not answer after 30 s.");
        assertThat(probe.failure("shop-1", 503)).isEqualTo("On shop-1, /ready answers 503 after 30 s.");
    }
}
