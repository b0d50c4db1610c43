package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the verbs do with a line whose supervisord was killed: its programs serve on. */
class WithoutSupervisorTest extends ScriptScene {
    /** One of its programs. */
    private static final String LEAVE = """
            . line/lib/common
            setsid sleep 60 >/dev/null 2>&1 &
            echo "$!" >"$SLIPWAY_STATE/run/agent.pid"
            until [[ -n $(members agent) ]]; do sleep 0.01; done
            """;

    @BeforeEach
    void leave() throws IOException, InterruptedException {
        for (String verb : new String[] {"status", "down", "restore"}) {
            checkout.copy("bin/" + verb);
        }
        Files.createDirectories(checkout.state().resolve("run"));
        checkout.run(Map.of(), "-c", LEAVE).expect(0);
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        run("-c", ". line/lib/common; end_leftovers agent").expect(0);
    }

    @Test
    void sayThatItRuns() throws Exception {
        assertThat(run("line/bin/status").expect(1).output())
                .contains("supervisord was killed, and these run without it: agent.");
    }

    @Test
    void stopIt() throws Exception {
        assertThat(run("line/bin/down").expect(0).output()).contains("✓ Stopped.");
        assertThat(run("line/bin/down").expect(0).output()).contains("✓ Nothing was running.");
        assertThat(run("line/bin/status").expect(1).output()).contains("The line is down.");
    }

    @Test
    void putNoOtherInItsPlace() throws Exception {
        checkout.write("key", "sesame");
        assertThat(run("line/bin/restore", "--built", "--replace", "--key-file", "key", "/backups")
                        .expect(1)
                        .output())
                .contains("A line is running here.");
    }

    private Ended run(String... words) throws IOException, InterruptedException {
        return checkout.run(Map.of(), words);
    }
}
