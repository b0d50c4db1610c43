package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code up} draws the progress of its steps. */
class ProgressScriptTest extends ScriptScene {
    private static final String STYLE = "; printf '%q|' \"$erase\" \"$bold\" \"$plain\"";

    /** A line for each look at a job, twenty a second, would flood the terminal. */
    @Test
    void drawsInPlaceWithoutColoursToo() throws Exception {
        assertThat(shell(Map.of("NO_COLOR", "1"), "set_style yes" + STYLE))
                .isEqualTo(new Ended(0, "$'\\r\\E[K'|''|''|"));
        assertThat(shell(Map.of("NO_COLOR", ""), "set_style yes" + STYLE))
                .isEqualTo(new Ended(0, "$'\\r\\E[K'|$'\\E[1m'|$'\\E[0m'|"));
        assertThat(shell(Map.of(), "set_style no" + STYLE)).isEqualTo(new Ended(0, "''|''|''|"));
    }

    /** What is wrapped to the next line is not erased. */
    @ParameterizedTest
    @CsvSource({
        "0,  '  … Building Keycloak 12 s'",
        "80, '  … Building Keycloak 12 s'",
        "26, '  … Building Keycloak 12 s'",
        "25, '  … Building Keycloa 12 s'",
        "10, '  … B 12 s'",
        "3,  ' 12 s'"
    })
    void cutsProgressToTheTerminal(int columns, String drawn) throws Exception {
        assertThat(shell(Map.of(), "progress " + columns + " 'Building Keycloak' 12"))
                .isEqualTo(new Ended(0, drawn));
    }

    /** As where its output is no terminal any more, or one on a serial line. */
    @Test
    void cutsNothingWhereTheTerminalDoesNotSayItsWidth() throws Exception {
        assertThat(shell(Map.of(), "measure_terminal; echo \"$columns\"")).isEqualTo(new Ended(0, "0\n"));
    }

    /** It began a minute earlier, beside other steps. */
    @Test
    void countsOnlyTheTimeThatAJobIsWaitedFor() throws Exception {
        Ended waited = shell(Map.of(), """
                logs=$SLIPWAY_STATE
                begin job true
                SECONDS=60
                finish job 'A job' ''
                """);
        assertThat(waited.expect(0).output()).matches("  … A job\n  ✓ A job [01] s\n");
    }

    private Ended shell(Map<String, String> variables, String commands) throws IOException, InterruptedException {
        return checkout.run(variables, "-c", ". line/lib/common; . line/lib/jobs; " + commands);
    }
}
