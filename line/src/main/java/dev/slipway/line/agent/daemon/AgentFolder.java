package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.deployment.Job;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.agent.journal.JournalEntry;
import dev.slipway.line.agent.journal.OutboxMessage;
import dev.slipway.line.agent.journal.RestartFile;
import dev.slipway.line.agent.journal.Result;
import dev.slipway.line.agent.ledger.Outbox;
import dev.slipway.line.ledger.Name;
import dev.slipway.line.roll.ContentHash;
import dev.slipway.line.roll.Rollout;
import dev.slipway.line.roll.plan.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The agent's folder for one environment, locked by one process at a time: the daemon or an offline verb. */
public final class AgentFolder {
    private final Path folder;
    private final Consumer<String> log;

    public AgentFolder(Path folder, Consumer<String> log) {
        this.folder = folder;
        this.log = log;
    }

    /** Whether an environment may have such a name. */
    public static boolean isEnvironment(String name) {
        return Name.isValid(name);
    }

    /** The folder of another environment, a subfolder of the one for the ledger's environment. */
    public AgentFolder of(String environment) {
        if (!isEnvironment(environment)) {
            throw new IllegalArgumentException("an environment has no such name: " + environment);
        }
        return new AgentFolder(others().resolve(environment), log);
    }

    private Path others() {
        return folder.resolve("environments");
    }

    /** The other environments that have a folder. */
    Set<String> environments() throws IOException {
        Set<String> environments = new TreeSet<>();
        if (Files.isDirectory(others())) {
            try (Stream<Path> folders = Files.list(others())) {
                folders.map(one -> one.getFileName().toString())
                        .filter(AgentFolder::isEnvironment)
                        .forEach(environments::add);
            }
        }
        return environments;
    }

    /** The environments of tasks in it that are unfinished, or whose result the ledger has not received. */
    Set<String> unfinished() throws IOException {
        Set<String> environments = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            journal().read().ifPresent(entry -> environments.add(entry.task().environment()));
            RestartFile.in(folder)
                    .read()
                    .ifPresent(left -> environments.add(left.task().environment()));
            for (OutboxMessage message : outbox().waiting()) {
                environments.add(message.task().environment());
            }
        }
        return environments;
    }

    /**
     * Whether a task is unfinished in an environment, by the folder of the ledger's environment and those below it; also if that cannot be
     * told.
     */
    public boolean isAtWork(String environment) {
        try {
            return unfinished().contains(environment)
                    || !of(environment).unfinished().isEmpty();
        } catch (IOException | UncheckedIOException e) {
            return true;
        }
    }

    private Journal journal() throws IOException {
        return new Journal(folder, log);
    }

    private Outbox outbox() throws IOException {
        return new Outbox(folder.resolve("outbox"), log);
    }

    /** Locks it, waiting for another process if needed. */
    public Lease acquire() throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        FileChannel channel = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean isLate = lock(channel);
        return new Lease(folder, channel, journal(), outbox(), isLate);
    }

    /**
     * Keeps others from deploying, for the line's owner, who may be root: follows no link of the agent's user, and creates nothing, which
     * that user could not open. The agent makes the file in its first round; without it, nothing is locked.
     */
    public Closeable block() throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file(), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            return () -> {};
        }
        lock(channel);
        if (Journal.isLeftIn(folder)) {
            log.accept("! The agent was stopped in the middle of a deployment: it resumes that afterwards");
        }
        return channel;
    }

    private Path file() {
        return folder.resolve("lock");
    }

    /** Waits for another process if needed; returns whether it had to. */
    private boolean lock(FileChannel channel) throws IOException {
        boolean isLate = channel.tryLock() == null;
        if (isLate) {
            log.accept("Waiting for another process that deploys …");
            channel.lock();
        }
        return isLate;
    }

    /**
     * Exclusive use of the folder, until closed.
     *
     * @param isLate whether it had to wait for another process, which may have changed the state
     */
    public record Lease(Path folder, FileChannel channel, Journal journal, Outbox outbox, boolean isLate)
            implements AutoCloseable {
        /** Moves a finished task from the journal to the outbox. */
        public void close(JournalEntry entry) throws IOException {
            close(entry, 0);
        }

        /**
         * The same, without the steps that the ledger has.
         *
         * @param reported the number of the last of those; 0 if there are none
         */
        void close(JournalEntry entry, int reported) throws IOException {
            Result result = Result.of(entry, Job.putBack(entry, journal).orElse(null));
            Optional<Path> archive = entry.task().isOffline() && !entry.task().isRollback() && entry.rollout() != null
                    ? Optional.of(journal.archive(entry.rollout().hash()))
                    : Optional.empty();
            outbox.add(
                    new OutboxMessage(
                            entry.task(),
                            result,
                            entry.steps().stream()
                                    .filter(step -> step.number() > reported)
                                    .toList(),
                            entry.task().commit()),
                    archive);
            journal.clear(kept(entry));
        }

        /**
         * The ledger's current and previous archives, which are small and deployed often; a service's may be neither.
         * None after a failure, as one of them may be damaged.
         */
        private static Set<ContentHash> kept(JournalEntry entry) {
            Rollout rollout = entry.rollout();
            if (rollout == null || !rollout.isLedger() || entry.progress().failure() != null) {
                return Set.of();
            }
            return Stream.concat(
                            Stream.of(rollout.hash()),
                            entry.progress().before().values().stream()
                                    .filter(before -> before.presence() == Content.Presence.RUNNING)
                                    .map(Content::hash))
                    .collect(Collectors.toSet());
        }

        /** The messages still to be sent to the ledger. */
        List<OutboxMessage> waiting() throws IOException {
            return outbox.waiting();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
