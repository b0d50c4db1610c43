package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How {@code httpd/bin/httpd serve} starts httpd, and the program that writes its log. */
class HttpdScriptTest extends ScriptScene {
    @BeforeEach
    void stubPrograms() throws IOException {
        for (String file : List.of(
                "httpd/bin/httpd",
                "httpd/httpd.conf",
                "httpd/lib/configuration",
                "httpd/lib/pairs",
                "httpd/lib/routes")) {
            checkout.write(file, Files.readString(Path.of("..").resolve(file)));
        }
        Files.createDirectory(checkout.state().resolve("run"));
        // Root asks for the uid of Keycloak's user, which a machine of tests may not have.
        checkout.stub("programs/id", "echo 1000\n");
        checkout.stub("programs/apache2", """
                nice >"$SLIPWAY_STATE/httpd-niceness"
                ulimit -s >"$SLIPWAY_STATE/stack"
                ulimit -H -d >"$SLIPWAY_STATE/memory"
                echo 'a line'
                """);
        checkout.stub("programs/rotatelogs", """
                nice >"$SLIPWAY_STATE/niceness"
                cat >"$SLIPWAY_STATE/log"
                """);
    }

    @Test
    void writesTheLogAsABatchProgram() throws Exception {
        checkout.stub("programs/chrt", """
                echo "$*" >>"$SLIPWAY_STATE/chrt"
                shift 2
                exec "$@"
                """);
        serve();
        assertThat(checkout.lastLine("chrt")).startsWith("--batch 0 rotatelogs -L ");
    }

    @Test
    void writesTheLogWhereChrtIsForbidden() throws Exception {
        checkout.stub("programs/chrt", "exit 1\n");
        serve();
    }

    /** Headers without end must not take the whole machine's. */
    @Test
    void limitsTheMemoryBesidesTheStacksOfAllThreads() throws Exception {
        serve();
        int threads = 1024 + 512 + 256;
        assertThat(checkout.lines("stack")).containsExactly("512");
        assertThat(checkout.lines("memory")).containsExactly("" + (threads * 512 + 640 * 1024));
    }

    /** Its output ends with that of both programs. */
    private void serve() throws Exception {
        assertThat(checkout.run(Map.of(), "httpd/bin/httpd", "serve").expect(0).output())
                .isEmpty();
        assertThat(checkout.lines("log")).containsExactly("a line");
        int httpd = Integer.parseInt(checkout.lastLine("httpd-niceness"));
        // 19 is the highest.
        assertThat(checkout.lastLine("niceness")).isEqualTo("" + Math.min(httpd + 5, 19));
    }
}
