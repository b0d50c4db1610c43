package dev.slipway.ledger.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseVersionTest {

    @Test
    void isAnyVersionWhereNoneIsNamed() {
        BaseVersion base = new BaseVersion(null, null);
        assertThat(base.isOfNumber(0)).isTrue();
        assertThat(base.isOfNumber(7)).isTrue();
        assertThat(base.isOfTag(0)).isTrue();
        assertThat(base.isOfTag(7)).isTrue();
    }

    @Test
    void isOneNumber() {
        BaseVersion base = new BaseVersion(3, null);
        assertThat(base.isOfNumber(3)).isTrue();
        assertThat(base.isOfNumber(4)).isFalse();
        assertThat(base.isOfNumber(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"definition-3\"", "\"definition-3-0123456789ab\"", "\"x\", \"definition-3-a\"", "*"})
    void isTheVersionOfATag(String ifMatch) {
        BaseVersion base = new BaseVersion(null, ifMatch);
        assertThat(base.isOfTag(3)).isTrue();
        assertThat(base.isOfTag(0)).as("none is in force").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"definition-2-a\"", "\"definition-30\"", "\"policy-3\"", "W/\"definition-3-a\"", ""})
    void isNoOtherVersion(String ifMatch) {
        assertThat(new BaseVersion(null, ifMatch).isOfTag(3)).isFalse();
    }
}
