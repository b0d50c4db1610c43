package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Beside;
import dev.slipway.line.Command;
import dev.slipway.line.FreePorts;
import dev.slipway.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While one of the line's programs does not run, a program of another user listens at its port. */
@Beside
class SquatterIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(60);

    /** What whoever waits for a port says first; it would wait for as long as the squatter is there. */
    private static final String FIRST_WORDS = """
            exec 3< <({ . line/lib/common; await_free postgresql %d; } 2>&1)
            read -rt 60 said <&3
            kill $!
            echo "$said"
            """;

    @TempDir
    Path folder;

    /** The line's owner would tell it the passwords of all. */
    @Test
    void isNotTakenForTheDatabase() throws IOException {
        assumeThat((Integer) Files.getAttribute(Line.running().state(), "unix:uid"))
                .as("as root, each program has a user of its own")
                .isZero();
        int port = Integer.parseInt(FreePorts.ofLine().get("SLIPWAY_POSTGRES_PORT"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Postgres squatter = new Postgres(folder, port)) {
            await().atMost(PROMPTLY)
                    .until(() ->
                            at(port, "pg_isready -q -h 127.0.0.1 -p " + port).code() == 0);
            assertThat(at(port, "web-api/bin/postgresql ready").code()).isNotZero();
            assertThat(at(port, FIRST_WORDS.formatted(port)).output())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "slipway: port " + port + " of postgresql is held by the user slipway-app, by postgres ")
                    .endsWith("; waiting for it to be free.");
        }
    }

    private static Command.Result at(int port, String script) {
        return Command.bash(script)
                .with("SLIPWAY_POSTGRES_PORT", String.valueOf(port))
                .run();
    }
}
