package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code line/bin/status} leaves to the program behind it. */
class StatusScriptTest extends ScriptScene {
    private static final String UP = "echo $$ >\"$SLIPWAY_STATE/run/supervisord.pid\"; bash line/bin/status";

    @BeforeEach
    void make() throws IOException {
        checkout.copy("bin/status");
        checkout.stub("line/bin/local", "echo \"program: $*\"; exit 1\n");
        Files.createDirectory(checkout.state().resolve("run"));
    }

    @Test
    void isALineThatIsUp() throws Exception {
        checkout.write("line/target/line.jar", "PK dev/slipway/line/status/StatusVerb.class");
        assertThat(checkout.run(Map.of(), "-c", UP).expect(1).output()).isEqualTo("program: status\n");
    }

    /** As between a checkout of a newer version and its `up`. */
    @Test
    void isNotABuildOfAnotherVersion() throws Exception {
        checkout.write("line/target/line.jar", "PK dev/slipway/line/local/Local.class");
        assertThat(checkout.run(Map.of(), "-c", UP).expect(1).output())
                .doesNotContain("program:")
                .endsWith("Whether they answer, only a built checkout can say: ./slipway up builds it.\n");
    }

    @Test
    void isNothingThatNeedsNoBuild() throws Exception {
        assertThat(checkout.run(Map.of(), "line/bin/status").expect(1).output())
                .isEqualTo("The line is down. ./slipway up starts it.\n");
        assertThat(checkout.run(Map.of(), "line/bin/status", "--help").expect(0).output())
                .startsWith("Usage: ./slipway status\n");
        assertThat(checkout.run(Map.of(), "line/bin/status", "--all").expect(2).output())
                .startsWith("slipway: status: unknown argument '--all'\n");
    }
}
