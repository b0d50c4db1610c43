package dev.slipway.ledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliServletTest {
    private static final String TAG = "\"a1b2\"";

    @ParameterizedTest
    @ValueSource(strings = {"\"a1b2\"", "W/\"a1b2\"", "\"x\", \"a1b2\"", "*"})
    void knowsWhoHasItAlready(String header) {
        assertThat(CliServlet.isKnown(header, TAG)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "", "a1b2"})
    void knowsWhoHasNot(String header) {
        assertThat(CliServlet.isKnown(header, TAG)).isFalse();
    }

    @Test
    void sendsItToWhoeverDoesNotSay() {
        assertThat(CliServlet.isKnown(null, TAG)).isFalse();
    }
}
