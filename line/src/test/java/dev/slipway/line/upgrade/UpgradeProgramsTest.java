package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.identity.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeProgramsTest {
    @ParameterizedTest
    @CsvSource({"PATH, true", "SLIPWAY_DOMAIN, false", "SLIPWAY_LEDGER_URL, false"})
    void inheritNoSettings(String name, boolean isInherited) {
        assertThat(UpgradePrograms.isInherited(name)).isEqualTo(isInherited);
    }

    @Test
    void inheritNoCredentials() {
        assertThat(Credentials.VARIABLES).noneMatch(UpgradePrograms::isInherited);
    }
}
