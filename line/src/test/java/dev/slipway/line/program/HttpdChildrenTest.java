package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which child processes of httpd {@code httpd/lib/children} ends. */
class HttpdChildrenTest {
    /** Like httpd: a program of another name, and four children, which end with its input. It says how each ended. */
    private static final String HTTPD = """
            exec 3<&0
            cat <&3 &
            until [[ $(<"/proc/$!/comm") == cat ]]; do :; done
            for child in 1 2 3 4; do read -r <&3 & done
            children=$(jobs -p)
            echo
            for child in $children; do
              if wait "$child"; then echo 0; else echo "$?"; fi
            done
            """;

    @TempDir
    Path state;

    /** Once there are as many as {@code ServerLimit}, httpd starts none for new connections. */
    @Test
    void areTheOldestBeyondTheLimit() throws Exception {
        Process httpd = new ProcessBuilder("bash", "-c", HTTPD).start();
        try (BufferedReader output = httpd.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEmpty();
            assertThat(children(httpd, "end_oldest %d 4")).isEmpty();
            assertThat(children(httpd, "end_oldest %d 3")).isEmpty();
            httpd.getOutputStream().close();
            assertThat(output.lines()).containsExactly("0", "137", "1", "1", "1");
        } finally {
            httpd.destroyForcibly();
        }
    }

    /** A request that a worker holds, such as the feed of an open page, would keep it for ten seconds more. */
    @Test
    void areAllThatAStoppedHttpdWaitsFor() throws Exception {
        Process httpd = new ProcessBuilder("bash", "-c", HTTPD).start();
        try (BufferedReader output = httpd.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEmpty();
            assertThat(children(httpd, "end_waiting %d 0")).isEmpty();
            httpd.getOutputStream().close();
            assertThat(output.lines()).containsExactly("0", "137", "137", "137", "137");
            httpd.waitFor();
            assertThat(children(httpd, "end_waiting %d 0")).isEmpty();
        } finally {
            httpd.destroyForcibly();
        }
    }

    private String children(Process httpd, String command) throws Exception {
        String script = ". line/lib/common; . httpd/lib/children; " + command.formatted(httpd.pid());
        return String.join("\n", Shell.lines(state, Map.of(), script));
    }
}
