package dev.slipway.line.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputEncodingTest {
    @ParameterizedTest
    @CsvSource({
        "true, IBM850, , IBM850",
        "true, , windows-1252, windows-1252",
        "true, UTF-8, IBM850, UTF-8",
        "true, , , UTF-8",
        "true, cp0, , UTF-8",
        "true, '', , UTF-8",
        "false, IBM850, IBM850, UTF-8"
    })
    void isTheCodePagesOnATerminalOfWindows(boolean isWindowsTerminal, String name, String former, String encoding) {
        assertThat(OutputEncoding.of(isWindowsTerminal, name, former).name()).isEqualTo(encoding);
    }
}
