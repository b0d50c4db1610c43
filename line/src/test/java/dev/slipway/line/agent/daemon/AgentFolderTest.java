package dev.slipway.line.agent.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.digest.Digest;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../production", "a/b", "/etc", "Staging", "a\n", "1"})
    void hasNoOtherFolderThanThatOfAnEnvironment(String name) {
        assertThatThrownBy(() -> own().of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isTheAgentsAlone() throws IOException {
        own().of("staging").acquire().close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("environments/staging"))))
                .isEqualTo("rwx------");
        Files.createDirectory(folder.resolve("environments/.hidden"));
        assertThat(own().environments()).containsExactly("staging");
    }

    @Test
    void knowsOfWhichEnvironmentsItIsNotDone() throws IOException {
        assertThat(own().unfinished()).isEmpty();
        assertThat(own().environments()).isEmpty();
        try (AgentFolder.Lease lease = own().acquire()) {
            JournalEntry told = entry("qa");
            lease.journal().write(told);
            lease.close(told.finished(NOW));
            assertThat(own().unfinished()).as("a result").containsExactly("qa");
            lease.journal().write(entry("staging"));
            RestartFile.in(folder)
                    .write(RestartFile.begun(new RestartTask("7", "production", null, false, "shop", false)));
        }
        assertThat(own().unfinished()).containsExactly("production", "qa", "staging");
    }

    @Test
    void isAtWorkWhereATaskIsUnfinished() throws IOException {
        assertThat(own().isAtWork("production")).isFalse();
        try (AgentFolder.Lease lease = own().acquire()) {
            lease.journal().write(entry("production"));
        }
        assertThat(own().isAtWork("production")).isTrue();
        assertThat(own().isAtWork("staging")).isFalse();
        try (AgentFolder.Lease lease = own().of("staging").acquire()) {
            RestartFile.in(lease.folder())
                    .write(RestartFile.begun(new RestartTask("7", "staging", null, false, "shop", false)));
        }
        assertThat(own().isAtWork("staging")).isTrue();
        assertThat(own().isAtWork("qa")).isFalse();
    }

    @Test
    void isKeptFromDeployingByTheLinesOwner() throws IOException {
        own().acquire().close();
        try (Closeable lock = own().block()) {
            assertThatThrownBy(() -> own().acquire()).isInstanceOf(OverlappingFileLockException.class);
        }
        own().acquire().close();
    }

    /** Who may be root: then the agent could not open what is made here. */
    @Test
    void getsNothingNewFromTheLinesOwner() throws IOException {
        own().block().close();
        assertThat(folder).isEmptyDirectory();
        Files.createSymbolicLink(folder.resolve("lock"), Files.createFile(folder.resolve("other")));
        assertThatThrownBy(() -> own().block()).isInstanceOf(IOException.class);
    }

    @Test
    void tellsTheLinesOwnerOfAnInterruptedDeployment() throws IOException {
        List<String> said = new ArrayList<>();
        try (AgentFolder.Lease lease = own().acquire()) {
            lease.journal().write(entry("production"));
        }
        new AgentFolder(folder, said::add).block().close();
        assertThat(said).singleElement().asString().startsWith("! The agent was stopped in the middle of a deployment");
    }

    /** As a disk may have them after a power failure. */
    @Test
    void putsAsideWhatCannotBeRead() throws IOException {
        own().unfinished();
        Path outbox = Files.createDirectories(folder.resolve("outbox"));
        Files.createFile(outbox.resolve("1-7.json"));
        Files.createFile(folder.resolve("restart.json"));
        assertThat(own().unfinished()).isEmpty();
        assertThat(outbox.resolve("1-7.json.unreadable")).exists();
        assertThat(folder.resolve("restart.unreadable")).exists();
    }

    private static JournalEntry entry(String environment) {
        return JournalEntry.of(
                DeploymentTask.offline(environment, "shop", "1", new Digest("sha256:" + "0".repeat(64)), true, null),
                NOW);
    }

    private AgentFolder own() {
        return new AgentFolder(folder, line -> {});
    }
}
