package dev.slipway.line.upgrade.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({"v0.2.0, 0.2.0", "1.10.3, 1.10.3", "v1.0.0-rc.1, 1.0.0-rc.1", "39.0.1.Final, 39.0.1", "1.2.3+abc, 1.2.3"
    })
    void readsTagsAndNumbers(String text, String number) {
        assertThat(Version.of(text)).hasToString("Optional[" + number + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "1.2", "v1.2.x", "main", "1.2.3-", "v-1.2.3", "9999999999.0.0", "v1.2.3; rm"})
    void takesNothingElse(String text) {
        assertThat(Version.of(text)).isEmpty();
    }

    @Test
    void ordersThemAsSemanticVersioningDoes() {
        List<Version> ordered = Stream.of(
                        "0.9.9",
                        "1.0.0-alpha",
                        "1.0.0-alpha.1",
                        "1.0.0-alpha.beta",
                        "1.0.0-beta.2",
                        "1.0.0-beta.11",
                        "1.0.0-rc.1",
                        "1.0.0",
                        "1.0.10",
                        "1.2.0",
                        "1.10.0")
                .map(text -> Version.of(text).orElseThrow())
                .toList();
        List<Version> mixed = new ArrayList<>(ordered);
        Collections.reverse(mixed);
        Collections.sort(mixed);
        assertThat(mixed).isEqualTo(ordered);
    }

    @Test
    void namesItsTag() {
        assertThat(Version.of("0.2.0").orElseThrow().tag()).isEqualTo("v0.2.0");
    }
}
