package dev.slipway.line.host;

import dev.slipway.line.group.Answer;
import dev.slipway.line.group.Group;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run over all that the agent asks for: two groups at a time, and none stops another. */
final class Take {
    private static final int AT_A_TIME = 2;

    private final Settings settings;
    private final Pace pace;
    private final Consumer<String> say;

    Take(Settings settings, Pace pace, Consumer<String> say) {
        this.settings = settings;
        this.pace = pace;
        this.say = say;
    }

    /** Does it; false where another run is under way. */
    boolean run() throws IOException {
        Files.createDirectories(settings.groups());
        try (FileChannel channel = FileChannel.open(
                        settings.groups().resolve("lock"),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        // Whoever could read it could hold it.
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString(StateFile.FOR_THE_OWNER)));
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            runAlone();
            return true;
        }
    }

    private void runAlone() throws IOException {
        Map<String, Asks.Ask> asks = new Asks(settings.state().resolve("agent")).all();
        Machine machine = new Machine(settings);
        SlotFile slots = new SlotFile(settings.groups().resolve("slots.json"), settings.servicePort());
        if (!asks.isEmpty()) {
            // One at a time: it is everybody's.
            new Programs(settings.state())
                    .require(settings.root().resolve("ear/bin/worker").toString(), "install");
        }
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            List<Callable<Optional<Instant>>> work = asks.entrySet().stream()
                    .map(ask ->
                            (Callable<Optional<Instant>>) () -> settle(ask.getKey(), ask.getValue(), machine, slots))
                    .toList();
            List<Future<Optional<Instant>>> done = pool.invokeAll(work);
            writeNext(done.stream().map(Take::result).flatMap(Optional::stream));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("interrupted");
        } finally {
            pool.shutdownNow();
        }
    }

    /** When it is due again, where it failed. */
    private Optional<Instant> settle(String name, Asks.Ask ask, Machine machine, SlotFile slots) throws IOException {
        GroupFolder folder = new GroupFolder(settings.groups().resolve(name), machine.isRoot());
        Group group;
        try {
            group = ask.read();
        } catch (HostException e) {
            say.accept(name + ": " + Reason.of(e));
            folder.write(new Answer(
                    name,
                    1,
                    Answer.State.FAILED,
                    Reason.of(e),
                    List.of(),
                    null,
                    pace.now().toString()));
            return Optional.empty();
        }
        Made before = folder.made();
        Made after = new Hands(settings, machine, slots, pace, group, folder).settle();
        if (!after.equals(before)) {
            say.accept(pace.now() + " " + name + ": " + (after.due() == null ? after.progress() : "failed"));
        }
        return Optional.ofNullable(after.due());
    }

    private static Optional<Instant> result(Future<Optional<Instant>> done) {
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("interrupted");
        } catch (ExecutionException e) {
            throw Objects.requireNonNull(e.getCause()) instanceof IOException failed
                    ? new UncheckedIOException(failed)
                    : new IllegalStateException(e.getCause());
        }
    }

    /** When the watcher is to call again though nothing new is asked for, in seconds since 1970. */
    private void writeNext(Stream<Instant> due) throws IOException {
        Path next = settings.groups().resolve("next");
        Optional<Instant> first = due.min(Instant::compareTo);
        if (first.isPresent()) {
            new StateFile(next).write(first.get().getEpochSecond() + 1 + "\n", StateFile.FOR_ALL);
        } else {
            Files.deleteIfExists(next);
        }
    }
}
