package dev.slipway.ledger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTagTest {
    private static final VersionTag TAG = new VersionTag("policy", 3);

    @ParameterizedTest
    @ValueSource(strings = {"\"policy-3\"", "\"policy-3-abc\"", "\"x\", \"policy-3\"", "\"policy-3-abc-gzip\"", "*"})
    void isInWhatNamesTheVersion(String ifMatch) {
        assertThat(TAG.isIn(ifMatch)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "policy-3", "\"policy-30\"", "\"policy-30-abc\"", "\"definition-3\"", "W/\"policy-3-abc\""})
    void isNotInWhatNamesAnother(String ifMatch) {
        assertThat(TAG.isIn(ifMatch)).isFalse();
    }
}
