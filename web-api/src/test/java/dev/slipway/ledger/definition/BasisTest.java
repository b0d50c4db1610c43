package dev.slipway.ledger.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasisTest {

    @Test
    void isAnyVersionWhereNoneIsNamed() {
        Basis basis = new Basis(null, null);
        assertThat(basis.isOfNumber(0)).isTrue();
        assertThat(basis.isOfNumber(7)).isTrue();
        assertThat(basis.isOfTag(0)).isTrue();
        assertThat(basis.isOfTag(7)).isTrue();
    }

    @Test
    void isOneNumber() {
        Basis basis = new Basis(3, null);
        assertThat(basis.isOfNumber(3)).isTrue();
        assertThat(basis.isOfNumber(4)).isFalse();
        assertThat(basis.isOfNumber(0)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"definition-3\"", "\"definition-3-0123456789ab\"", "\"x\", \"definition-3-a\"", "*"})
    void isTheVersionOfATag(String ifMatch) {
        Basis basis = new Basis(null, ifMatch);
        assertThat(basis.isOfTag(3)).isTrue();
        assertThat(basis.isOfTag(0)).as("none is in force").isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"definition-2-a\"", "\"definition-30\"", "\"policy-3\"", "W/\"definition-3-a\"", ""})
    void isNoOtherVersion(String ifMatch) {
        assertThat(new Basis(null, ifMatch).isOfTag(3)).isFalse();
    }
}
