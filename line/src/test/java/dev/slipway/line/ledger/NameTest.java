package dev.slipway.line.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "shop", "shop-2", "legacy--shop-"})
    void canStandInAPath(String text) {
        assertThat(Name.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-rf", "2shop", "Shop", "shop.war", "../shop", "shop/x", "shop;x", "shop x", "shop\n"})
    void isNothingElse(String text) {
        assertThat(Name.isValid(text)).isFalse();
    }

    @Test
    void isNoLongerThanALabelOfAHostName() {
        assertThat(Name.isValid("s".repeat(63))).isTrue();
        assertThat(Name.isValid("s".repeat(64))).isFalse();
    }
}
