package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserProcessesTest {
    private static final String RUNS = "S (sleeping)";
    private static final String ENDED = "Z (zombie)";

    @TempDir
    Path folder;

    private UserProcesses processes;

    @BeforeEach
    void begin() throws IOException {
        processes = new UserProcesses(folder);
        enter("self", "1", "1");
    }

    private void start(int number, String name, String state, String users, int threads) throws IOException {
        Path process = Files.createDirectories(folder.resolve(String.valueOf(number)));
        Files.writeString(
                process.resolve("status"), """
                Name:\t%s
                State:\t%s
                Uid:\t%s
                Threads:\t%d
                """.formatted(name, state, users, threads), StandardCharsets.ISO_8859_1);
    }

    private void enter(String process, String users, String pids) throws IOException {
        Path namespaces = Files.createDirectories(folder.resolve(process).resolve("ns"));
        Files.createSymbolicLink(namespaces.resolve("user"), Path.of("user:[" + users + "]"));
        Files.createSymbolicLink(namespaces.resolve("pid"), Path.of("pid:[" + pids + "]"));
    }

    @Test
    void findsThoseOfAUserAlone() throws IOException {
        start(12, "java", RUNS, "990\t990\t990\t990", 40);
        start(7, "sleep", RUNS, "990\t990\t990\t990", 1);
        start(8, "sleep", RUNS, "99\t99\t99\t99", 1);
        start(9, "su", RUNS, "0\t0\t990\t0", 1);
        Files.createDirectory(folder.resolve("10"));
        assertThat(processes.of("990")).containsExactly(7, 9, 12);
        assertThat(processes.of("991")).isEmpty();
    }

    @Test
    void leavesThoseOutThatHaveEnded() throws IOException {
        start(7, "java", ENDED, "990\t990\t990\t990", 1);
        assertThat(processes.of("990")).isEmpty();
        start(7, "java", ENDED, "990\t990\t990\t990", 2);
        assertThat(processes.of("990")).as("of which a thread has not").containsExactly(7);
    }

    @Test
    void believesNoName() throws IOException {
        start(7, "\rState:\tZ", RUNS, "990\t990\t990\t990", 1);
        start(8, "\u00ff", RUNS, "990\t990\t990\t990", 1);
        assertThat(processes.of("990")).containsExactly(7, 8);
    }

    /** Images have users of their own, and a number means others there. */
    @Test
    void leavesContainersOut() throws IOException {
        start(7, "postgres", RUNS, "990\t990\t990\t990", 1);
        enter("7", "1", "2");
        start(8, "sleep", RUNS, "990\t990\t990\t990", 1);
        enter("8", "2", "2");
        start(9, "sleep", RUNS, "990\t990\t990\t990", 1);
        enter("9", "1", "1");
        assertThat(processes.of("990")).containsExactly(8, 9);
    }
}
