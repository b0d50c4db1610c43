package dev.slipway.line.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckGroupTest {
    @TempDir
    Path state;

    private DoctorContext context() throws IOException {
        return DoctorContext.of(Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", state.toString()));
    }

    @Test
    void looksAtTheMachineAndAtThePortsOfALineThatIsDown() throws IOException {
        assertThat(CheckGroup.of(context()))
                .extracting(CheckGroup::heading)
                .containsExactly("This machine", "The line");
        assertThat(down()).containsExactly(Finding.warning("It has never been up: ./slipway up"));
        Files.createFile(state.resolve("settings"));
        assertThat(down()).containsExactly(Finding.warning("It is down: ./slipway up starts it"));
    }

    /** It serves on, until somebody is told that it is down. */
    @Test
    void namesWhatRunsWithoutItsSupervisor() throws IOException {
        Path program = Files.createDirectories(state.resolve("line/bin")).resolve("program");
        Files.writeString(program, "#!/bin/sh\necho postgresql\necho \"$1\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(down())
                .containsExactly(Finding.wrong("supervisord was killed, and these run without it: postgresql, left."
                        + " ./slipway up restarts the line"));
    }

    private List<Finding> down() throws IOException {
        return CheckGroup.run(CheckGroup.of(context()).get(1).checks().get(0), context());
    }

    @Test
    void doesNotTakeAnotherProcessForSupervisord() throws IOException {
        Path pid = Files.createDirectories(state.resolve("run")).resolve("supervisord.pid");
        Files.writeString(pid, ProcessHandle.current().pid() + "\n");
        assertThat(context().isUp()).isFalse();
    }

    /** It fills up without services, too. */
    @Test
    void looksAtTheDiskOfALineWithoutServices() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "read line");
        builder.environment().put("SLIPWAY_STATE", state.toString());
        Process process = builder.start();
        try {
            Path pid = Files.createDirectories(state.resolve("run")).resolve("supervisord.pid");
            Files.writeString(pid, process.pid() + "\n");
            DoctorContext context = context();
            List<CheckGroup> groups = CheckGroup.of(context);
            assertThat(groups).extracting(CheckGroup::heading).containsExactly("This machine", "The line");
            assertThat(groups.get(1).checks().stream()
                            .flatMap(check -> CheckGroup.run(check, context).stream())
                            .anyMatch(finding -> finding.text().startsWith("The line's disk: ")))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void goesOnAfterACheckThatFails() throws IOException {
        assertThat(CheckGroup.run(
                        context -> {
                            throw new IOException("no /proc");
                        },
                        context()))
                .containsExactly(Finding.wrong("A check failed: no /proc"));
    }
}
