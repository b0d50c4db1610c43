package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessMemoryTest {
    @TempDir
    Path folder;

    private void start(int number, int parent, String rest) throws IOException {
        Path process = Files.createDirectories(folder.resolve(String.valueOf(number)));
        Files.writeString(process.resolve("status"), """
                Name:\tjava
                Pid:\t%d
                PPid:\t%d
                """.formatted(number, parent) + rest);
    }

    @Test
    void isThatOfAProcessAndItsDescendants() throws IOException {
        start(7, 1, "VmHWM:\t    9000 kB\nVmRSS:\t    2048 kB\n");
        start(8, 7, "VmRSS:\t    1023 kB\n");
        start(12, 8, "VmRSS:\t 1048577 kB\n");
        start(9, 1, "VmRSS:\t    4096 kB\n");
        ProcessMemory memory = ProcessMemory.in(folder);
        assertThat(memory.megabytes(7)).isEqualTo(2 + 1 + 1024);
        assertThat(memory.megabytes(9)).isEqualTo(4);
    }

    @Test
    void isNoneOfWhatHasEndedOrHasNone() throws IOException {
        start(7, 1, "");
        Files.createDirectory(folder.resolve("8"));
        ProcessMemory memory = ProcessMemory.in(folder);
        assertThat(memory.megabytes(7)).isZero();
        assertThat(memory.megabytes(8)).isZero();
        assertThat(memory.megabytes(9)).isZero();
    }

    @Test
    void isThatOfThisVeryProcess() throws IOException {
        assertThat(ProcessMemory.now().megabytes(ProcessHandle.current().pid())).isPositive();
    }
}
