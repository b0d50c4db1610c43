package dev.slipway.line.rotation;

import dev.slipway.line.pace.Pace;
import dev.slipway.line.program.Outcome;
import dev.slipway.line.program.Programs;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The line's programs, controlled by their own scripts. */
final class LinePrograms {
    private static final Duration PROVISIONING = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int BUSY = 75;

    private final Settings settings;
    private final Pace pace;
    private final Programs programs;

    LinePrograms(Settings settings, Pace pace) {
        this.settings = settings;
        this.pace = pace;
        programs = Programs.in(settings.root()).merging();
    }

    /** Writes the files that it reads at startup, or at each call. */
    void install(String name) throws IOException {
        require("line/bin/program", "install", name);
    }

    void stop(String name) throws IOException {
        require("line/bin/program", "stop", name);
    }

    /** Starts it, and waits until it is ready. */
    void start(String name) throws IOException {
        require("line/bin/program", "start", name);
        Outcome ready = run("line/bin/program", "await", name);
        if (!ready.isSuccess()) {
            throw new IOException(ready.reason());
        }
    }

    /** Sets Keycloak's database login, for new connections. */
    void keycloakLogin() throws IOException {
        require("keycloak/bin/keycloak", "save_login");
    }

    /** Makes httpd use the current secrets towards the services' workers, from its next request on. */
    void refreshHttpdSecrets() throws IOException {
        require("httpd/bin/httpd", "fronts");
    }

    /** Provisions server groups with the current secrets; waits for a run in progress. */
    void applyGroups() throws IOException {
        Outcome last = pace.poll(
                PROVISIONING, PAUSE, () -> run("line/bin/local", "groups", "take"), outcome -> outcome.code() != BUSY);
        if (!last.isSuccess()) {
            throw new IOException("The services' workers are not told: " + last.reason());
        }
    }

    /** The start of a program's process; long ago if there is none, or if the clock was set back since. */
    Instant startedAt(String name) throws IOException {
        Path noted = settings.state().resolve("run").resolve(name + ".pid");
        if (!Files.exists(noted)) {
            return Instant.EPOCH;
        }
        Instant started = Files.getLastModifiedTime(noted).toInstant();
        return started.isAfter(pace.now()) ? Instant.EPOCH : started;
    }

    private void require(String script, String... words) throws IOException {
        run(script, words).orThrow(message -> new IOException(message));
    }

    private Outcome run(String script, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(settings.root().resolve(script).toString()));
        command.addAll(List.of(words));
        return programs.run(command);
    }
}
