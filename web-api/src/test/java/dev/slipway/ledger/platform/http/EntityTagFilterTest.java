package dev.slipway.ledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagFilterTest {
    private static final String VALUE = "a1b2";

    @ParameterizedTest
    @ValueSource(strings = {"\"a1b2\"", "W/\"a1b2\"", "\"x\", \"a1b2\"", "*"})
    void knowsWhoHasItAlready(String header) {
        assertThat(EntityTagFilter.isKnown(header, VALUE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "", "a1b2"})
    void knowsWhoHasNot(String header) {
        assertThat(EntityTagFilter.isKnown(header, VALUE)).isFalse();
    }

    @Test
    void sendsItToWhoeverDoesNotSay() {
        assertThat(EntityTagFilter.isKnown(null, VALUE)).isFalse();
    }
}
