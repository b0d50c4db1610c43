package dev.slipway.ledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptFilterTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "text/html, application/json;q=0.9, */*; q = 0", "a/b;q=1.000 ;x=y"})
    void takesWeightsFromZeroToOne(String accept) {
        assertThat(AcceptFilter.hasValidWeights(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b;q=abc", "a/b;q=", "a/b;q=2", "a/b;q=-1", "a/b;q=0.1, c/d;Q=NaN", "a/b;q=0.1234"})
    void refusesOtherWeights(String accept) {
        assertThat(AcceptFilter.hasValidWeights(accept)).isFalse();
    }

    @Test
    void takesRequestsWithoutTheHeader() {
        assertThat(AcceptFilter.hasValidWeights(null)).isTrue();
    }
}
