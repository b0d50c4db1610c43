package dev.slipway.ledger.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentTest {
    private static final Intent DEPLOY = new Intent(true, false, false, null);
    private static final Intent ROLLBACK = new Intent(true, true, false, null);

    @ParameterizedTest
    @CsvSource({"1.1, 1.1, true", "1.1, , true", ", 1.1, true", "1.1, 1.2, false"})
    void isTheSameUnlessTheOtherReplacesAnotherRelease(@Nullable String one, @Nullable String other, boolean isSame) {
        assertThat(replacing(one).isSameAs(replacing(other))).isEqualTo(isSame);
    }

    @Test
    void isAnotherIfItIsARollback() {
        assertThat(ROLLBACK.isSameAs(DEPLOY)).isFalse();
        assertThat(DEPLOY.isSameAs(ROLLBACK)).isFalse();
    }

    @Test
    void isAnotherIfItKeepsTheConfiguration() {
        assertThat(ROLLBACK.isSameAs(new Intent(true, true, true, null))).isFalse();
    }

    @Test
    void isNeverTheSameWithoutTheAgent() {
        Intent own = new Intent(false, false, false, null);
        assertThat(own.isSameAs(own)).isFalse();
        assertThat(own.isSameAs(DEPLOY)).isFalse();
        assertThat(DEPLOY.isSameAs(own)).isFalse();
    }

    @Test
    void replacesAnyReleaseOnceOneThatItJoinsNamesNone() {
        assertThat(replacing("1.1").joining(replacing("1.1"))).isEqualTo(replacing("1.1"));
        assertThat(replacing("1.1").joining(replacing(null))).isEqualTo(replacing(null));
        assertThat(replacing(null).joining(replacing("1.1"))).isEqualTo(replacing(null));
    }

    private static Intent replacing(@Nullable String version) {
        return new Intent(true, true, false, version);
    }
}
