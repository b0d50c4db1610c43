package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.local.StubCheckout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How {@code httpd/bin/httpd serve} starts httpd and the program that writes its log, and what {@code renew} does not reload. */
class HttpdScriptTest extends ScriptScene {
    /** Those of a configuration without threads. */
    private static final String LIMITS = "ulimit -S -s 512; ulimit -d " + 640 * 1024;

    @BeforeEach
    void stubPrograms() throws IOException {
        for (String file : List.of(
                "httpd/bin/httpd",
                "httpd/httpd.conf",
                "httpd/lib/children",
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

    /** Its next reload would load modules of another version. */
    @Test
    void doesNotReloadAProgramThatWasReplaced() throws Exception {
        assertThat(isReloaded(LIMITS, true)).isFalse();
    }

    /** Such as one that an earlier release has started. */
    @Test
    void doesNotReloadAProgramWithoutTheLimitsOfMemory() throws Exception {
        assertThat(isReloaded("", false)).isFalse();
        assertThat(isReloaded("ulimit -S -s 512", false)).isFalse();
        assertThat(isReloaded(LIMITS, false)).isTrue();
    }

    /** Whether {@code renew} begins to reload a program that has set these limits; it ends for want of files. */
    private boolean isReloaded(String limits, boolean isReplaced) throws Exception {
        checkout.write("httpd/httpd.conf", "");
        Path program = Files.createTempDirectory(folder, "program").resolve("apache2");
        Files.copy(Path.of("/bin/sh").toRealPath(), program, StandardCopyOption.COPY_ATTRIBUTES);
        String configuration = checkout.file("httpd/httpd.conf").toString();
        ProcessBuilder builder =
                new ProcessBuilder(program.toString(), "-c", limits + "\necho\nread line", "httpd", configuration);
        builder.environment().put("SLIPWAY_STATE", checkout.state().toString());
        Process process = builder.start();
        try {
            int first = process.getInputStream().read();
            assertThat(first).as("once the limits are set").isEqualTo('\n');
            checkout.write("state/httpd/run/httpd.pid", process.pid() + "\n");
            if (isReplaced) {
                Files.delete(program);
            }
            Ended renew = checkout.run(Map.of(), "httpd/bin/httpd", "renew").expect(1);
            boolean isBegun = Files.exists(checkout.state().resolve("httpd/live"));
            assertThat(renew.output().isEmpty()).isNotEqualTo(isBegun);
            return isBegun;
        } finally {
            process.destroyForcibly();
        }
    }

    /** An update of the system makes it outdated. */
    @Test
    void dependsOnItsProgram() throws Exception {
        String program = checkout.file("programs/apache2").toString();
        Ended inputs = checkout.run(Map.of(), "httpd/bin/httpd", "inputs");
        assertThat(inputs.expect(0).output().lines()).contains(program);
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
