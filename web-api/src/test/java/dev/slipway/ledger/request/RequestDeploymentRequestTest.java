package dev.slipway.ledger.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestDeploymentRequestTest {
    @Test
    void goesBackToWhatWasThere() {
        assertThat(request(true, true, null, null, null).returnsToEarlier()).isTrue();
        assertThat(request(false, false, new UUID(0, 1), null, null).returnsToEarlier())
                .isTrue();
        assertThat(request(false, true, null, null, null).returnsToEarlier()).isFalse();
        assertThat(request(true, false, null, null, null).returnsToEarlier()).isFalse();
    }

    @Test
    void namesATimeoutOnlyForTheAgent() {
        assertThat(request(false, true, null, "/own", 5).probe()).isEqualTo(new ProbeOptions(null, "/own", 5));
        assertThat(request(false, true, null, "/own", null).probe()).isEqualTo(new ProbeOptions(null, "/own", null));
        assertThat(request(false, false, null, "/own", 5).probe()).isEqualTo(new ProbeOptions(null, "/own", null));
    }

    @Test
    void bringsNoArchiveWhoseDigestTheLedgerTold() {
        assertThat(brings(false, true, null, null)).isTrue();
        assertThat(brings(false, false, null, null)).isFalse();
        assertThat(brings(false, true, new UUID(0, 1), null)).isFalse();
        assertThat(brings(false, true, null, "1.1")).isFalse();
        assertThat(brings(true, true, null, null)).isFalse();
    }

    private static boolean brings(
            boolean isRollback, boolean isForAgent, @Nullable UUID sync, @Nullable String fromVersion) {
        return request(isRollback, isForAgent, sync, null, null, fromVersion).bringsArchive();
    }

    private static RequestDeploymentRequest request(
            boolean isRollback,
            boolean isForAgent,
            @Nullable UUID sync,
            @Nullable String probePath,
            @Nullable Integer probeSeconds) {
        return request(isRollback, isForAgent, sync, probePath, probeSeconds, "1.1");
    }

    private static RequestDeploymentRequest request(
            boolean isRollback,
            boolean isForAgent,
            @Nullable UUID sync,
            @Nullable String probePath,
            @Nullable Integer probeSeconds,
            @Nullable String fromVersion) {
        return new RequestDeploymentRequest(
                "shop",
                "1.0",
                "production",
                null,
                null,
                isRollback,
                null,
                isForAgent,
                null,
                probePath,
                probeSeconds,
                sync,
                null,
                fromVersion);
    }
}
