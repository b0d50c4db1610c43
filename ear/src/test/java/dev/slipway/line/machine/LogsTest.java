package dev.slipway.line.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the logs of a line that does not run. */
class LogsTest {
    @TempDir
    Path state;

    /** A service may write what it likes. */
    @Test
    void reachTheTerminalAsTextAlone() throws IOException {
        Path log = Files.createDirectories(state.resolve("logs")).resolve("shop-production-1.log");
        Files.writeString(log, "\tGr\u00fc\u00dfe\u001b]52;c;c3RvbGVu\u0007, \u009b2J\u001b[31m\u2713\r\u007f\n");
        String text = "\tGr\u00fc\u00dfe]52;c;c3RvbGVu, 2J[31m\u2713";
        assertThat(shown("line/bin/logs --no-follow shop-production-1")).containsExactly(text);
        assertThat(shown("""
                        exec 3< <(exec line/bin/logs shop-production-1)
                        IFS= read -r -t 60 line <&3 && printf '%s\\n' "$line"
                        kill $!
                        cat <&3
                        """)).containsExactly(text);
    }

    /** What is none of the line's own has its lines from the ledger. */
    @Test
    void areTheLinesOwnWithAnyOptionOfTheirs() throws IOException {
        Files.createFile(Files.createDirectories(state.resolve("logs")).resolve("httpd.log"));
        for (String words : List.of("", "-f", "--follow httpd", "httpd -f", "--no-follow httpd")) {
            assertThat(code("line/bin/logs --knows " + words)).as(words).isZero();
        }
        for (String words : List.of("shop", "shop --follow", "httpd --environment staging")) {
            assertThat(code("line/bin/logs --knows " + words)).as(words).isEqualTo(1);
        }
        assertThat(code("timeout 1 line/bin/logs httpd --follow")).isEqualTo(124);
    }

    /** Whoever does not own the line may ask for those of a service, and nothing is said of who does. */
    @Test
    void ofAServiceAreForGuestsToo() {
        assertThat(shown("""
                        if [[ -O /proc/1 ]]; then chown 1 "$SLIPWAY_STATE"; else SLIPWAY_STATE=/proc/1; fi
                        line/bin/logs --knows shop || echo "$?"
                        """)).containsExactly("1");
    }

    private int code(String script) {
        return Command.bash(state, script).run().code();
    }

    private List<String> shown(String script) {
        return Command.bash(state, script).run().output();
    }
}
