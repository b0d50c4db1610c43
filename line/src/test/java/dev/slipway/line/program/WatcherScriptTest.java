package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the watcher tries again to take a certificate live, by {@code httpd/lib/attempts}. */
class WatcherScriptTest {
    private static final String LIBRARIES = ". line/lib/common; . line/lib/certificates; . httpd/lib/attempts; ";
    private static final Map<String, String> SETTINGS = Map.of("SLIPWAY_WATCH_RETRY", "60");

    @TempDir
    Path state;

    @ParameterizedTest(name = "after {0} attempts, the last one {1} seconds ago: {2}")
    @CsvSource({
        "0, 0, due",
        "1, 59, not yet",
        "1, 60, due",
        "2, 239, not yet",
        "2, 240, due",
        "3, 959, not yet",
        "3, 960, due",
        "4, 3599, not yet",
        "4, 3600, due",
        "5, 3599, not yet",
        "5, 3600, due",
        "1, -1, due",
        "5, -1, due"
    })
    void triesAgainLaterEachTimeButNeverAfterMoreThanAnHour(int attempts, int ago, String expected) throws Exception {
        String script = LIBRARIES
                + "date() { echo 1000000; }; attempts[AB:CD]=%d last[AB:CD]=%d; ".formatted(attempts, 1_000_000 - ago)
                + "if due AB:CD; then echo due; else echo not yet; fi";
        assertThat(Shell.lines(state, SETTINGS, script)).containsExactly(expected);
    }

    @Test
    void remembersItsAttempts() throws IOException, InterruptedException {
        Files.createDirectory(state.resolve("watch"));
        assertThat(Shell.lines(state, SETTINGS, LIBRARIES + "attempts[AB:CD]=4 last[AB:CD]=1000000; save_tried"))
                .isEmpty();
        assertThat(Files.readAllLines(state.resolve("watch/tried"))).containsExactly("AB:CD 4 1000000");
        assertThat(Shell.lines(state, SETTINGS, LIBRARIES + "remember; echo \"${attempts[AB:CD]} ${last[AB:CD]}\""))
                .containsExactly("4 1000000");
    }

    /** Each look is a process of its own. */
    @Test
    void remembersWhyAnAttemptFailed() throws IOException, InterruptedException {
        Files.createDirectory(state.resolve("watch"));
        assertThat(Shell.lines(
                        state, SETTINGS, LIBRARIES + "failures[AB:CD]='the disk is full: no reload'; save_failed"))
                .isEmpty();
        assertThat(Shell.lines(state, SETTINGS, LIBRARIES + "remember; echo \"${failures[AB:CD]}\""))
                .containsExactly("the disk is full: no reload");
    }

    @Test
    void forgetsAFailureOnceItIsServed() throws IOException, InterruptedException {
        String script = LIBRARIES
                + "failures[AB:CD]='no reload'; failure_of AB:CD EF:01; failure_of AB:CD AB:CD; failure_of '' ''";
        assertThat(Shell.lines(state, SETTINGS, script)).containsExactly("no reload");
    }
}
