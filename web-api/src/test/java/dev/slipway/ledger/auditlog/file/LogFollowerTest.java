package dev.slipway.ledger.auditlog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.worker.disk.ServerFolder;
import dev.slipway.ledger.worker.disk.UntrustedFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
    private static final int ALL = 100;

    @TempDir
    Path folder;

    private Path log;
    private LogFollower follower;
    private @Nullable Checkpoint checkpoint;

    @BeforeEach
    void open() {
        log = folder.resolve("audit-log.log");
        follower = new LogFollower(ServerFolder.own(folder), "audit-log.log");
    }

    @Test
    void waitsForALogThatIsNotThereYet() throws IOException {
        assertThat(read()).isEmpty();
        write("a\n");
        assertThat(read()).containsExactly("a");
    }

    @Test
    void readsOnWhereItWasLeft() throws IOException {
        write("a\nb\n");
        assertThat(read()).containsExactly("a", "b");
        assertThat(read()).isEmpty();
        write("c\n");
        assertThat(read()).containsExactly("c");
    }

    @Test
    void readsABoundedNumberOfLinesAtATime() throws IOException {
        write("a\nb\nc\n");
        LogBatch first = follower.read(null, Instant.EPOCH, 2);
        assertThat(first.isAtEnd()).isFalse();
        assertThat(first.entries()).hasSize(2);
        checkpoint = first.checkpoint();
        assertThat(read()).containsExactly("c");
    }

    @Test
    void waitsForTheRestOfALine() throws IOException {
        write("a\nhal");
        assertThat(read()).containsExactly("a");
        write("f\n");
        assertThat(read()).containsExactly("half");
    }

    @Test
    void readsTheRestOfAFileThatWasRotatedAndAllBetween() throws IOException {
        write("a\n");
        read();
        write("b\n");
        rotate();
        write("c\nd\n");
        rotate();
        rotate();
        write("e\n");
        assertThat(read()).containsExactly("b", "c", "d", "e");
        assertThat(read()).isEmpty();
    }

    @Test
    void takesTheRotatedFilesInOrderBeyondNine() throws IOException {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            write("line " + i + "\n");
            written.add("line " + i);
            rotate();
        }
        assertThat(read()).isEqualTo(written);
    }

    @Test
    void rotatesBeforeTheFirstLineIsWritten() throws IOException {
        write("");
        read();
        write("a\n");
        rotate();
        write("b\n");
        assertThat(read()).containsExactly("a", "b");
    }

    @Test
    void reportsTruncation() throws IOException {
        write("a\nb\n");
        read();
        truncate();
        write("c\n");
        assertThat(read()).containsExactly("! The audit log was truncated or overwritten.", "c");
        assertThat(read()).isEmpty();
    }

    @Test
    void reportsTruncationOfWhatHasGrownBeyondThePlace() throws IOException {
        write("a\nb\n");
        read();
        truncate();
        write("c\nd\ne\nf\n");
        assertThat(read()).containsExactly("! The audit log was truncated or overwritten.", "c", "d", "e", "f");
    }

    @Test
    void readsNoOldFileAgainWhenTheLogIsTruncated() throws IOException {
        write("a\n");
        rotate();
        write("b\n");
        read();
        Files.setLastModifiedTime(folder.resolve("audit-log.log.1"), FileTime.from(Instant.EPOCH));
        truncate();
        write("c\n");
        LogBatch batch = follower.read(checkpoint, Instant.EPOCH.plusSeconds(1), ALL);
        assertThat(batch.entries())
                .extracting(LogBatch.Entry::text)
                .contains("c")
                .doesNotContain("a");
    }

    @Test
    void reportsAFileThatIsGone() throws IOException {
        write("a\n");
        read();
        Files.delete(log);
        assertThat(read()).containsExactly("! The audit log is gone.");
        assertThat(read()).isEmpty();
        write("b\n");
        assertThat(read()).containsExactly("b");
    }

    @Test
    void reportsAFileThatWasReplaced() throws IOException {
        write("a\nb\n");
        read();
        Path other = folder.resolve("other");
        Files.writeString(other, "c\nd\n");
        Files.move(other, log, StandardCopyOption.REPLACE_EXISTING);
        assertThat(read()).containsExactly("! The file of the audit log that was being read is gone.", "c", "d");
    }

    @Test
    void reportsRotatedFilesThatWereDroppedBeforeTheyWereRead() throws IOException {
        write("a\n");
        read();
        rotate();
        write("b\n");
        Files.delete(folder.resolve("audit-log.log.1"));
        assertThat(read()).containsExactly("! The file of the audit log that was being read is gone.", "b");
    }

    @Test
    void readsTheCopyOfALogThatWasTruncatedAfterIt() throws IOException {
        write("a\n");
        read();
        write("b\n");
        Files.copy(log, folder.resolve("audit-log.log.1"));
        truncate();
        write("c\n");
        assertThat(read())
                .containsExactly(
                        "! The audit log was copied and truncated; what was written between is lost.", "b", "c");
        assertThat(read()).isEmpty();
    }

    @Test
    void skipsTheHoleThatAWriterLeavesInATruncatedFile() throws IOException {
        write("a\nb\n");
        read();
        truncate();
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek(1 << 20);
            file.write("c\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read()).containsExactly("! The audit log was truncated or overwritten.", "c");
        write("d\n");
        assertThat(read()).containsExactly("d");
    }

    @Test
    void givesATornLineOnceItsFileWasRotated() throws IOException {
        write("a\ntor");
        assertThat(read()).containsExactly("a");
        rotate();
        write("b\n");
        assertThat(read()).containsExactly("tor", "b");
        assertThat(read()).isEmpty();
    }

    @Test
    void passesOverALineThatIsTooLong() throws IOException {
        write("a\n" + "x".repeat(5 << 20) + "\nb\n");
        assertThat(read()).containsExactly("a", "! A record of 5242881 bytes was too long to read.", "b");
        assertThat(read()).isEmpty();
    }

    @Test
    void cutsALineThatDoesNotEnd() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(18L << 20);
        }
        LogBatch batch = follower.read(checkpoint, Instant.EPOCH, ALL);
        assertThat(batch.isAtEnd()).isFalse();
        assertThat(batch.entries()).hasSize(1).allMatch(LogBatch.Entry::isLoss);
        checkpoint = batch.checkpoint();
        assertThat(read()).isEmpty();
        write("\na\n");
        assertThat(read()).containsExactly("a");
    }

    /** Another user's server's, who fills the disk or names files as it likes. */
    @Test
    void readsNoForeignLogThatIsNone() throws IOException {
        LogFollower foreign = new LogFollower(ServerFolder.foreign(folder), "audit-log.log");
        write("a\n");
        assertThat(foreign.read(null, Instant.EPOCH, ALL).entries()).containsExactly(LogBatch.Entry.line("a"));
        write("x".repeat(2 << 20) + "\nb\n");
        assertThat(foreign.read(null, Instant.EPOCH, ALL).entries())
                .extracting(LogBatch.Entry::isLoss)
                .containsExactly(false, true, false);
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertThatThrownBy(() -> foreign.read(null, Instant.EPOCH, ALL)).isInstanceOf(UntrustedFileException.class);
        Files.delete(log);
        for (int age = 1; age < 102; age++) {
            Files.createFile(folder.resolve("audit-log.log." + age));
        }
        assertThatThrownBy(foreign::state).isInstanceOf(UntrustedFileException.class);
    }

    @Test
    void leavesOtherFilesAlone() throws IOException {
        Files.writeString(folder.resolve("audit-log.log.bak"), "x\n");
        Files.writeString(folder.resolve("audit-log.log.1.gz"), "x\n");
        write("a\n");
        assertThat(read()).containsExactly("a");
    }

    private List<String> read() throws IOException {
        LogBatch batch = follower.read(checkpoint, Instant.EPOCH, ALL);
        checkpoint = batch.checkpoint();
        assertThat(batch.isAtEnd()).isTrue();
        return batch.entries().stream()
                .map(entry -> entry.isLoss() ? "! " + entry.text() : entry.text())
                .toList();
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void truncate() throws IOException {
        Files.writeString(log, "", StandardOpenOption.TRUNCATE_EXISTING);
    }

    private void rotate() throws IOException {
        for (int age = 20; age > 0; age--) {
            Path older = folder.resolve("audit-log.log." + age);
            if (Files.exists(older)) {
                Files.move(older, folder.resolve("audit-log.log." + (age + 1)));
            }
        }
        if (Files.exists(log)) {
            Files.move(log, folder.resolve("audit-log.log.1"));
        }
        write("");
    }
}
