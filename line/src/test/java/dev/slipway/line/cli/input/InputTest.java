package dev.slipway.line.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
    @ParameterizedTest
    @CsvSource({"90, 90", "90s, 90", "30m, 1800", "2h, 7200", "0, 0", "007, 7"})
    void timesAreSecondsMinutesOrHours(String text, long seconds) {
        assertThat(Arguments.time("--wait", text)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1d", "1.5h", "1234567", "m", "1 m"})
    void othersAreNoTimes(String text) {
        assertThatThrownBy(() -> Arguments.time("--wait", text))
                .hasMessage("--wait '" + text + "' is not a time; examples: 90s, 30m, 2h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/health?full=1", "/a%20b;c=(d)&e=f@g:h,i!j$k*l+m'n"})
    void aPathMayHaveAQuery(String path) {
        assertThat(Arguments.pathWithQuery("--probe", path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "health", "/ x", "/a#b", "/a%2", "/a%zz", "/\u00e4", "/a\"b"})
    void othersAreNoPaths(String path) {
        assertThatThrownBy(() -> Arguments.pathWithQuery("--probe", path))
                .hasMessage("--probe '" + path
                        + "' is not a path of at most 200 characters such as /api/ready or /api/ready?full=1");
        assertThatThrownBy(() -> Arguments.path("--probe", path)).hasMessageContaining("is not a path");
        assertThatThrownBy(() -> Arguments.contextRoot("--context", path)).hasMessageContaining("is not a path");
    }

    @Test
    void pathsAreAsLongAsTheLedgerTakesThem() {
        String longest = "/" + "a".repeat(199);
        assertThat(Arguments.pathWithQuery("--probe", longest)).isEqualTo(longest);
        assertThat(Arguments.path("--probe", longest)).isEqualTo(longest);
        assertThatThrownBy(() -> Arguments.pathWithQuery("--probe", longest + "a"))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> Arguments.path("--probe", longest + "a")).isInstanceOf(UsageException.class);
        String root = longest.substring(0, 100);
        assertThat(Arguments.contextRoot("--context", root)).isEqualTo(root);
        assertThatThrownBy(() -> Arguments.contextRoot("--context", root + "a")).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://git.example.org/a|b", "https://git.example.org/{a}", "https://git.example.org/%zz"})
    void aWebAddressIsPercentEncoded(String address) {
        assertThatThrownBy(() -> Arguments.webAddress("--source", address))
                .isInstanceOf(UsageException.class)
                .hasMessage("--source '" + address
                        + "' is not an http or https address; percent-encode characters such as |, { and }");
        assertThat(Arguments.webAddress("--source", "https://git.example.org/a%7Cb"))
                .hasToString("https://git.example.org/a%7Cb");
    }

    /** httpd checks a worker by a path alone. */
    @Test
    void onlyThePathOfADefinitionHasNoQuery() {
        assertThatThrownBy(() -> Arguments.path("--probe", "/health?full=1"))
                .hasMessage("--probe '/health?full=1' is not a path of at most 200 of letters, digits and ._~/- such as"
                        + " /api/ready, without a query");
    }
}
