package dev.slipway.line.host.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLogsTest {
    @TempDir
    Path folder;

    @Test
    void removesAllOfOneWorkerAndNothingElse() throws IOException {
        List<String> others = List.of(
                "shop-production-10.log",
                "shop-production-10.log.1",
                "web-shop-production-1.log",
                "shop-production-1.logs",
                "shop-production-1-log",
                "agent.log");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "");
        }
        for (String log : List.of("shop-production-1.log", "shop-production-1.log.1", "shop-production-1.log.12")) {
            Files.writeString(folder.resolve(log), "");
        }
        new WorkerLogs(folder).remove("shop-production-1");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void removesNothingWhereThereIsNoFolder() throws IOException {
        Path none = folder.resolve("logs");
        new WorkerLogs(none).remove("shop-production-1");
        assertThat(none).doesNotExist();
    }
}
