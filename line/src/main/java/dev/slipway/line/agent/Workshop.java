package dev.slipway.line.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agent's folder for one environment. One process at a time works there: the daemon, or what the line's owner starts. */
final class Workshop {
    private final Path folder;
    private final boolean isForced;
    private final Consumer<String> log;

    Workshop(Path folder, boolean isForced, Consumer<String> log) {
        this.folder = folder;
        this.isForced = isForced;
        this.log = log;
    }

    /** Waits until nobody else is at work there. */
    Turn enter() throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            log.accept("Another process is at work there: waiting for it …");
            channel.lock();
        }
        return new Turn(folder, channel, new Journal(folder, isForced), new Outbox(folder.resolve("outbox"), log));
    }

    /** Being at work there. */
    record Turn(Path folder, FileChannel channel, Journal journal, Outbox outbox) implements AutoCloseable {
        /** What is done goes from the journal to the outbox. */
        void close(Entry entry) throws IOException {
            Result result = Result.of(entry, Job.putBack(entry, journal).orElse(null));
            Optional<Path> archive = entry.task().isOffline() && !entry.task().isRollback() && entry.rollout() != null
                    ? Optional.of(journal.archive(entry.rollout().hash()))
                    : Optional.empty();
            outbox.add(
                    new Letter(entry.task(), result, entry.steps(), entry.task().commit()), archive);
            journal.clear();
        }

        /** What waits for the ledger. */
        List<Letter> waiting() throws IOException {
            return outbox.waiting();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
