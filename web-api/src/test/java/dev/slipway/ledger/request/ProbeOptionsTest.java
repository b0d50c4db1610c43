package dev.slipway.ledger.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbeOptionsTest {
    @Test
    void haveATimeoutOnlyForTheAgent() {
        assertThat(ProbeOptions.of(request(true, 5))).isEqualTo(new ProbeOptions("/shop", "/health", 5));
        assertThat(ProbeOptions.of(request(true, null))).isEqualTo(new ProbeOptions("/shop", "/health", 30));
        assertThat(ProbeOptions.of(request(false, 5))).isEqualTo(new ProbeOptions("/shop", "/health", null));
    }

    @Test
    void getATimeoutForTheAgent() {
        assertThat(new ProbeOptions("/shop", null, 5).forAgent()).isEqualTo(new ProbeOptions("/shop", null, 5));
        assertThat(new ProbeOptions("/shop", null, null).forAgent()).isEqualTo(new ProbeOptions("/shop", null, 30));
    }

    private static RequestDeploymentRequest request(boolean isForAgent, @Nullable Integer probeSeconds) {
        return new RequestDeploymentRequest(
                "shop",
                "1.0",
                "production",
                null,
                null,
                false,
                null,
                isForAgent,
                "/shop",
                "/health",
                probeSeconds,
                null,
                null,
                null);
    }
}
