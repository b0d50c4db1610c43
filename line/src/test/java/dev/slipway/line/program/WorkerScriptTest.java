package dev.slipway.line.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ear/bin/worker clear-deployments} deletes, and what it does about a full disk. */
class WorkerScriptTest {
    private static final String CLEAR = "ear/bin/worker clear-deployments shop-production-2";

    @TempDir
    Path state;

    private Path base;

    @BeforeEach
    void makeFolder() throws IOException {
        base = Files.createDirectories(state.resolve("workers/shop-production-2"));
        Files.createDirectory(base.resolve("configuration"));
        Files.writeString(base.resolve("messages"), "of its queues");
    }

    private void clear() throws IOException, InterruptedException {
        assertThat(Shell.lines(state, Map.of(), CLEAR + " && echo done")).containsExactly("done");
    }

    @Test
    void clearsTheDeploymentsAndKeepsTheOtherFiles() throws IOException, InterruptedException {
        Path deployed = Files.writeString(base.resolve("configuration/standalone.xml"), "<deployments>");
        clear();
        assertThat(deployed).doesNotExist();
        assertThat(base.resolve("messages")).exists();
        clear();
    }

    @Test
    void removesALinkAndNotWhatItLeadsTo() throws IOException, InterruptedException {
        Path kept = Files.writeString(state.resolve("kept"), "");
        Path link = Files.createSymbolicLink(base.resolve("configuration/standalone.xml"), kept);
        clear();
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(kept).exists();
    }

    @Test
    void startsThoughItCannotCountItsStarts() throws IOException, InterruptedException {
        assertThat(Shell.lines(state, Map.of("SLIPWAY_IN_CONTAINERS", "no"), """
                        set -euo pipefail
                        eval "$(sed -n '/^back_off() {$/,/^}$/p' ear/bin/worker)"
                        write() { return 1; }
                        worker=shop-production-2
                        back_off
                        echo started
                        """))
                .containsExactly("started");
    }

    @Test
    void doesNothingWhereAWorkerHasNoFolder() throws IOException, InterruptedException {
        assertThat(Shell.lines(state, Map.of(), "ear/bin/worker clear-deployments shop-production-3 && echo done"))
                .containsExactly("done");
    }
}
