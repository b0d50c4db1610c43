package dev.slipway.ledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheFilterTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/deployments",
                "/signed-out/",
                "/docs/",
                "/apiary",
                "/openapi.json",
                "/cli/delivery.yml"
            })
    void keepsWhatHasOnlyADateOutOfEveryCache(String path) {
        assertThat(CacheFilter.policy(path)).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = "/assets/0123456789abcdef/slipway.css")
    void letsAssetsBeKept(String path) {
        assertThat(CacheFilter.policy(path))
                .hasValueSatisfying(policy -> assertThat(policy).contains("immutable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cli/slipway.jar", "/cli/slipway.jar.sha256"})
    void letsTheCliBeKeptByWhoeverAsksAgain(String path) {
        assertThat(CacheFilter.policy(path)).contains("public, no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = "/api/v1/me")
    void leavesTheApiToItself(String path) {
        assertThat(CacheFilter.policy(path)).isEmpty();
    }
}
