package dev.slipway.line.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which programs run with the secrets of before a time, and how they are started. */
class LineProgramsTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    Path state;

    @Test
    void knowWhenAProgramWasStarted() throws IOException {
        assertThat(startedAt(NOON.minusSeconds(60))).isEqualTo(NOON.minusSeconds(60));
        assertThat(startedAt(NOON)).isEqualTo(NOON);
    }

    @Test
    void takeWhatWasNotStartedForOld() throws IOException {
        assertThat(programs().startedAt("wildfly-2")).isEqualTo(Instant.EPOCH);
    }

    /** It would count as started after anything, and keep the former secrets. */
    @Test
    void takeWhatWasStartedBeforeTheClockWasSetBackForOld() throws IOException {
        assertThat(startedAt(NOON.plusSeconds(3600))).isEqualTo(Instant.EPOCH);
    }

    /** What it waits for ends with the reason, after the end of the program's log. */
    @Test
    void areReadyOnceStarted() throws IOException {
        Path script = Files.createDirectories(state.resolve("line/bin")).resolve("program");
        Files.writeString(script, """
                #!/bin/sh
                echo "$*" >>"${0%/*}/called"
                [ "$1" != await ] || [ "$2" != agent ] || { printf '%s\\n' 'error: no class' 'agent does not start' && exit 1; }
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        programs().start("watcher");
        assertThatThrownBy(() -> programs().start("agent"))
                .isInstanceOf(IOException.class)
                .hasMessage("agent does not start");
        assertThat(Files.readAllLines(script.resolveSibling("called")))
                .containsExactly("start watcher", "await watcher", "start agent", "await agent");
    }

    private Instant startedAt(Instant written) throws IOException {
        Path noted = Files.createDirectories(state.resolve("run")).resolve("wildfly-1.pid");
        Files.writeString(noted, "1\n");
        Files.setLastModifiedTime(noted, FileTime.from(written));
        return programs().startedAt("wildfly-1");
    }

    /** At noon. */
    private LinePrograms programs() throws IOException {
        Map<String, String> environment = Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", state.toString());
        return new LinePrograms(Settings.of(environment), new Pace() {
            @Override
            public Instant now() {
                return NOON;
            }
        });
    }
}
