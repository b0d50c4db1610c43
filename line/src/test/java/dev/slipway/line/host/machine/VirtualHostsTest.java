package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VirtualHostsTest {
    private static final String LIVE = """
            shop context=/
            shop member=shop-production-1 127.0.0.1:20000
            shop-staging context=/shop
            """;

    @Test
    void countsOnlyWhatHttpdWasReloadedWith() {
        assertThat(VirtualHosts.isLive(LIVE, "shop", "context=/\nmember=shop-production-1 127.0.0.1:20000\n"))
                .isTrue();
        assertThat(VirtualHosts.isLive(LIVE, "shop", "context=/\nmember=shop-production-2 127.0.0.1:20005\n"))
                .isFalse();
        assertThat(VirtualHosts.isLive(LIVE, "shop-staging", "context=/shop\n")).isTrue();
        assertThat(VirtualHosts.isLive(LIVE, "other", "context=/\n")).isFalse();
        assertThat(VirtualHosts.isLive("", "shop", "context=/\n")).isFalse();
    }
}
