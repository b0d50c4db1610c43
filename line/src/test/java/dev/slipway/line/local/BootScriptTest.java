package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd runs when the machine starts. */
class BootScriptTest extends ScriptScene {
    @BeforeEach
    void make() throws IOException {
        checkout.copy("bin/boot");
        checkout.write("state/settings", "SLIPWAY_DOMAIN=example.org\n");
        checkout.write("state/run/boot.pid", "");
    }

    /** Where it ended with an error, systemd would stop also the programs that are up. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8})
    void watchesALineThatIsUpAlsoWithoutOneOfItsPrograms(int code) throws Exception {
        boot(code, 0);
        assertThat(checkout.lines("run/boot.pid")).hasSize(1);
    }

    @Test
    void failsWhereTheLineIsDown() throws Exception {
        boot(1, 1);
        assertThat(checkout.lines("run/boot.pid")).isEmpty();
    }

    /** Ends the watch, too. */
    private void boot(int up, int expected) throws Exception {
        checkout.stub("line/bin/up", "exit " + up + "\n");
        checkout.run(Map.of(), "-c", """
                        bash line/bin/boot >/dev/null 2>&1
                        code=$?
                        kill $(cat "$SLIPWAY_STATE/run/boot.pid") 2>/dev/null
                        exit $code
                        """).expect(expected);
    }
}
