package dev.slipway.line.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.agent.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String OLD = World.hash("old");
    private static final String NEW = World.hash("new");

    @TempDir
    Path folder;

    private Journal journal;

    @BeforeEach
    void fill() throws IOException {
        journal = new Journal(folder);
        journal.write(
                JournalEntry.of(Task.offline("production", "slipway", "2.0", "sha256:…", false, null), Instant.EPOCH));
        Files.writeString(journal.archive(OLD), "old");
        Files.writeString(journal.archive(NEW), "new");
        Files.writeString(journal.incoming(), "ne");
    }

    @Test
    void keepsNothing() throws IOException {
        journal.clear();
        assertThat(journal.read()).isEmpty();
        assertThat(folder.resolve("archives")).isEmptyDirectory();
    }

    @Test
    void keepsWhatRuns() throws IOException {
        journal.clear(Optional.of(NEW));
        assertThat(journal.read()).isEmpty();
        assertThat(journal.saved()).containsExactly(NEW);
        assertThat(journal.incoming()).doesNotExist();
        journal.clear(Optional.of(OLD));
        assertThat(journal.saved()).isEmpty();
    }
}
