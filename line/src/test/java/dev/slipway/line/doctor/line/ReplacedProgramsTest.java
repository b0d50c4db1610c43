package dev.slipway.line.doctor.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With copies of a shell in the place of the programs. */
class ReplacedProgramsTest {
    @TempDir
    Path state;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(state.resolve("run"));
    }

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    /** Waits for its input until it is ended. */
    private void start(String name, String program, Path ofLine) throws IOException {
        Path own = Files.createDirectory(state.resolve(name));
        Path copy = own.resolve(program);
        Files.copy(Path.of("/bin/sh").toRealPath(), copy, StandardCopyOption.COPY_ATTRIBUTES);
        ProcessBuilder builder = new ProcessBuilder(copy.toString(), "-c", "read line");
        builder.environment().put("SLIPWAY_STATE", ofLine.toString());
        Process process = builder.start();
        processes.add(process);
        Files.writeString(state.resolve("run").resolve(name + ".pid"), process.pid() + "\n");
    }

    /** As a package manager does it. */
    private void replace(String name, String program) throws IOException {
        Path another = Files.createFile(state.resolve(name).resolve(program + ".dpkg-new"));
        Files.move(another, state.resolve(name).resolve(program), StandardCopyOption.ATOMIC_MOVE);
    }

    private ReplacedPrograms replaced() throws IOException {
        // Maven runs a module's tests in its folder.
        Path checkout = Path.of("..").toRealPath();
        var variables = Map.of("SLIPWAY_STATE", state.toString(), "SLIPWAY_ROOT", checkout.toString());
        return ReplacedPrograms.of(DoctorContext.of(variables));
    }

    @Test
    void findsThoseThatRunOnWithFilesThatAreGone() throws IOException {
        start("httpd", "apache2", state);
        start("wildfly-1", "java", state);
        start("keycloak", "java", state);
        start("watcher", "bash", state);
        start("agent", "java", Path.of("/another/line"));
        Files.writeString(state.resolve("run/postgresql.pid"), "");
        assertThat(replaced()).isEqualTo(new ReplacedPrograms(false, List.of()));
        replace("httpd", "apache2");
        replace("wildfly-1", "java");
        replace("watcher", "bash");
        replace("agent", "java");
        assertThat(replaced()).isEqualTo(new ReplacedPrograms(true, List.of("wildfly-1")));
    }

    @Test
    void saysWhatToDo() {
        assertThat(new ReplacedPrograms(false, List.of()).findings()).isEmpty();
        assertThat(new ReplacedPrograms(true, List.of("agent", "wildfly-1")).findings())
                .containsExactly(
                        Finding.warning("httpd was updated and still runs as before, so that its next reload may fail:"
                                + " ./slipway up restarts it"),
                        Finding.warning("The JDK was updated, and these still run on the former one, which may fail:"
                                + " agent, wildfly-1: ./slipway down and ./slipway up"));
    }
}
