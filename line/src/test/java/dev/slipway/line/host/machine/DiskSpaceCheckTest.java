package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.host.HostException;
import org.junit.jupiter.api.Test;

class DiskSpaceCheckTest {
    private static final long MEGABYTE = 1_048_576;

    @Test
    void needsTheCopyAndItsLog() {
        assertThatCode(() -> DiskSpaceCheck.require("shop_production", 100 * MEGABYTE, 200 * MEGABYTE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DiskSpaceCheck.require("shop_production", 100 * MEGABYTE, 200 * MEGABYTE - 1))
                .isInstanceOf(HostException.class)
                .hasMessage(
                        "a copy of the database shop_production takes 200 MB of disk while it is made, and only 200 MB"
                                + " are free");
    }

    @Test
    void needsNoMoreOfTheLogThanThereIs() {
        assertThatCode(() -> DiskSpaceCheck.require("shop_production", 50_000 * MEGABYTE, 51_024 * MEGABYTE))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> DiskSpaceCheck.require("shop_production", 50_000 * MEGABYTE, 51_000 * MEGABYTE))
                .hasMessageContaining("takes 51024 MB")
                .hasMessageContaining("only 51000 MB");
    }
}
