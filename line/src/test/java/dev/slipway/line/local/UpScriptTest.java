package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code up} and the container {@code line} do once their archive was asked for, in a checkout whose other programs are stubs. */
class UpScriptTest {
    private static final int REFUSED = 3;
    private static final int WAITING = 4;

    /** All of {@code up} that needs a machine; of no line that runs. */
    private static final String MACHINE = """

            check_machine() { :; }
            install_packages() { :; }
            make_state() { logs=$SLIPWAY_STATE/logs && mkdir "$logs"; }
            check_ports() { :; }
            say_changes() { :; }
            save_settings() { :; }
            supervisor_pid() { return 1; }
            start_supervisor() { :; }
            stop_line() { echo stopped >>"$SLIPWAY_STATE/stopped"; }
            start() { :; }
            make_roles() { :; }
            has_ledger() { :; }
            due_workers() { :; }
            start_workers() { :; }
            programs() { printf '%s\\n' keycloak agent; }
            team_programs() { :; }
            program() { :; }
            await() { :; }
            note_release() { :; }
            """;

    @TempDir
    Path folder;

    private Path state;

    @BeforeEach
    void make() throws IOException {
        copy(Path.of("bin/up"));
        copy(Path.of("bin/serve"));
        copy(Path.of("src/main/resources/dev/slipway/line/setting/settings"));
        try (Stream<Path> files = Files.list(Path.of("lib"))) {
            for (Path file : files.toList()) {
                copy(file);
            }
        }
        append("line/lib/turns", MACHINE);
        // What `serve` waits for.
        append("line/lib/supervision", "\nstatus_of() { echo 401; }\n");
        stub("line/bin/prepare", "");
        stub("line/bin/local", "");
        state = Files.createDirectory(folder.resolve("state"));
        Files.writeString(Files.createDirectories(folder.resolve("ear/target")).resolve("slipway.ear"), "an archive");
        // Newer than the CLI: `up` leaves it alone.
        Files.createFile(Files.createDirectories(folder.resolve("line/target")).resolve("slipway.jsa"));
    }

    /** Of the checkout's folder {@code line}, in which Maven runs the tests. */
    private void copy(Path file) throws IOException {
        Path copy = folder.resolve("line").resolve(file);
        Files.createDirectories(copy.getParent());
        // No container's file is touched.
        Files.writeString(
                copy,
                Files.readString(file)
                        .replace("/tmp/slipway-done", folder.resolve("done").toString()));
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text, StandardOpenOption.APPEND);
    }

    private void stub(String program, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(program), "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** The agent's script, by which the gate is asked. */
    private void answerOfTheGate(int code) throws IOException {
        stub("line/bin/agent", """
                if [ "$1" = deploy ]; then
                  echo '  … slipway 1.0 is asked for'
                  exit %d
                fi
                """.formatted(code));
    }

    @Test
    void bringsTheLineUpWithItsArchive() throws Exception {
        answerOfTheGate(0);
        Ended up = up(Map.of());
        assertThat(up.code()).as(up.said()).isZero();
        assertThat(up.said()).doesNotContain("another slipway.ear");
    }

    @ParameterizedTest
    @ValueSource(ints = {REFUSED, WAITING})
    void leavesTheLineUpWhereTheGateKeepsItsArchiveOut(int code) throws Exception {
        answerOfTheGate(code);
        Ended up = up(Map.of());
        assertThat(up.code()).as(up.said()).isZero();
        assertThat(up.said())
                .endsWith("""
                          ! The line is up, with another slipway.ear than that of this checkout:
                            … slipway 1.0 is asked for
                        """);
        assertThat(stops()).as("what an earlier supervisor has left").isEqualTo(1);
    }

    /** It asked the gate before, and puts back what ran. */
    @Test
    void tellsAnUpgradeThatTheGateKeepsItOut() throws Exception {
        answerOfTheGate(WAITING);
        assertThat(up(Map.of("SLIPWAY_UPGRADING", "yes")).code()).isEqualTo(1);
    }

    @Test
    void stopsWhatItStartedWhereTheArchiveFails() throws Exception {
        answerOfTheGate(1);
        Ended up = up(Map.of());
        assertThat(up.code()).isEqualTo(1);
        assertThat(up.said()).contains("Deploying slipway.ear: this failed");
        assertThat(stops()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, REFUSED, WAITING})
    void servesAlsoWhereTheGateKeepsTheImageOut(int code) throws Exception {
        answerOfTheGate(code);
        Ended serve = serve();
        assertThat(serve.code()).as(serve.said()).isZero();
        assertThat(folder.resolve("done")).exists();
        assertThat(serve.said().contains("another slipway.ear")).isEqualTo(code != 0);
        assertThat(serve().said().contains("The archive of this image has been"))
                .as("asked for once, unless it was refused")
                .isEqualTo(code != REFUSED);
    }

    @Test
    void servesNothingWhereTheArchiveFails() throws Exception {
        answerOfTheGate(1);
        assertThat(serve().code()).isEqualTo(1);
        assertThat(folder.resolve("done")).doesNotExist();
    }

    private long stops() throws IOException {
        return Files.readAllLines(state.resolve("stopped")).size();
    }

    private Ended up(Map<String, String> variables) throws IOException, InterruptedException {
        return run(variables, "line/bin/up", "--built");
    }

    private Ended serve() throws IOException, InterruptedException {
        return run(Map.of("SLIPWAY_IN_CONTAINERS", "yes"), "line/bin/serve");
    }

    private record Ended(int code, String said) {}

    private Ended run(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("bash"), Stream.of(words)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("SLIPWAY_"));
        builder.environment().put("SLIPWAY_ROOT", folder.toString());
        builder.environment().put("SLIPWAY_STATE", state.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }
}
