package dev.slipway.line.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineDiskTest {
    @TempDir
    Path state;

    @Test
    void knowsWhichRepositoriesAreOnIt() throws IOException {
        LineDisk disk = new LineDisk(state);
        assertThat(disk.has(state + "/")).isTrue();
        assertThat(disk.has(state.resolve("none").toString())).isFalse();
        assertThat(disk.has("/proc")).isFalse();
        assertThat(disk.has("s3:https://h/b")).isFalse();
    }

    @Test
    void addsUpTheFilesThatAreNotLeftOut() throws IOException {
        Files.writeString(Files.createDirectory(state.resolve("archives")).resolve("one"), "12345");
        Files.writeString(Files.createDirectory(state.resolve("logs")).resolve("two"), "123");
        Files.writeString(state.resolve("sparse"), "1234");
        assertThat(new LineDisk(state).files(file -> file.endsWith("logs") || file.endsWith("sparse")))
                .isEqualTo(5);
    }
}
