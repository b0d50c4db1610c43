package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Line;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionsTest {
    /** Otherwise each server would have it before the upgrade, too. */
    @ParameterizedTest
    @ValueSource(strings = {"src/main/scripts/server.cli", "src/main/scripts/service.cli", "bin/wildfly", "bin/worker"})
    void noServerOfThisCheckoutHasTheProbe(String file) {
        assertThat(Line.checkout().resolve("ear").resolve(file)).content().doesNotContain(Versions.PROBE);
    }
}
