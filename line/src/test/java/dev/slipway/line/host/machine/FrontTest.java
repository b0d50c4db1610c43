package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrontTest {
    private static final String LIVE = """
            shop context=/
            shop member=shop-production-1 127.0.0.1:20000
            shop-staging context=/shop
            """;

    @Test
    void countsOnlyWhatHttpdWasReloadedWith() {
        assertThat(Front.isLive(LIVE, "shop", "context=/\nmember=shop-production-1 127.0.0.1:20000\n"))
                .isTrue();
        assertThat(Front.isLive(LIVE, "shop", "context=/\nmember=shop-production-2 127.0.0.1:20005\n"))
                .isFalse();
        assertThat(Front.isLive(LIVE, "shop-staging", "context=/shop\n")).isTrue();
        assertThat(Front.isLive(LIVE, "other", "context=/\n")).isFalse();
        assertThat(Front.isLive("", "shop", "context=/\n")).isFalse();
    }
}
