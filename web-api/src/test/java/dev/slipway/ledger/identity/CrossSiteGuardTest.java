package dev.slipway.ledger.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossSiteGuardTest {
    private static final String OURS = "https://mywebapp.localtest.me:8443";
    private static final CrossSiteGuard GUARD = CrossSiteGuard.of(URI.create(OURS + "/"));

    @Test
    void letsOurOwnPagesThrough() {
        assertThat(refuses("POST", null, "same-origin", OURS)).isFalse();
        assertThat(refuses("POST", null, null, OURS)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none", ""})
    void refusesOtherSites(String fetchSite) {
        assertThat(refuses("POST", null, fetchSite, OURS)).isTrue();
        assertThat(refuses("DELETE", null, fetchSite, null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://static.localtest.me:8443", "http://mywebapp.localtest.me:8443", "null", ""})
    void refusesOtherOriginsOfOldBrowsers(String origin) {
        assertThat(refuses("POST", null, null, origin)).isTrue();
    }

    @Test
    void letsToolsThrough() {
        assertThat(refuses("POST", null, null, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "bearer x", "Bearer  x "})
    void letsTokensThrough(String authorization) {
        assertThat(refuses("POST", authorization, "cross-site", "https://elsewhere.example"))
                .isFalse();
    }

    /** They carry no token, so the request is the session's. */
    @ParameterizedTest
    @ValueSource(strings = {"Basic eDp5", "Bearer", "Bearer ", "Bearerx", "Bearer x y", ""})
    void refusesOtherSitesWithAnotherKindOfAuthorization(String authorization) {
        assertThat(refuses("POST", authorization, "cross-site", "https://elsewhere.example"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void letsReadersThrough(String method) {
        assertThat(refuses(method, null, "cross-site", "https://elsewhere.example"))
                .isFalse();
    }

    private static boolean refuses(
            String method, @Nullable String authorization, @Nullable String fetchSite, @Nullable String origin) {
        return GUARD.refuses(new CrossSiteGuard.Request(method, authorization, fetchSite, origin));
    }
}
