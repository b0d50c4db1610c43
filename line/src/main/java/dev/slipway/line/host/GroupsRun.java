package dev.slipway.line.host;

import dev.slipway.line.configuration.OpeningKeys;
import dev.slipway.line.file.LockFile;
import dev.slipway.line.group.Group;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.group.Rehearsal;
import dev.slipway.line.host.file.GroupFolder;
import dev.slipway.line.host.file.KeyFile;
import dev.slipway.line.host.file.SlotFile;
import dev.slipway.line.host.file.StateFile;
import dev.slipway.line.host.machine.Machine;
import dev.slipway.line.host.machine.VirtualHosts;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run over all requests of the agent: several groups concurrently, independent of each other's failures. */
final class GroupsRun {
    private static final int AT_A_TIME = 8;
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);
    /** Differs from any valid request. */
    private static final String GONE = "gone";

    private final Settings settings;
    private final Hosting hosting;
    private final Pace pace;
    private final Listener listener;

    GroupsRun(Settings settings, Hosting hosting, Pace pace, Listener listener) {
        this.settings = settings;
        this.hosting = hosting;
        this.pace = pace;
        this.listener = listener;
    }

    /** Receives the result of each group, on any thread. */
    interface Listener {
        /**
         * A group was processed, successfully or not.
         *
         * @param answer its new public answer
         */
        void applied(String group, GroupState before, GroupState after, GroupStatus answer);

        /** Manually changed files of a group were restored. */
        void restored(String group, List<String> files);

        /** A group could not be processed at all. */
        void refused(String group, String why);
    }

    /** Runs it; false if another run is in progress. */
    boolean run() throws IOException {
        Files.createDirectories(settings.groups());
        try (FileChannel channel = LockFile.open(settings.groups().resolve("lock"));
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            runAlone();
            return true;
        }
    }

    /** Runs until nothing is left: a new request does not wait for the slowest group. */
    private void runAlone() throws IOException {
        Machine machine = new Machine(settings);
        SlotFile slots = new SlotFile(settings.groups().resolve("slots.json"), hosting);
        GroupRequests requests = new GroupRequests(settings.agentOfLine());
        if (!requests.all().isEmpty()) {
            // Shared by all groups, so it is prepared once up front.
            hosting.prepare();
        }
        OpeningKeys keys = KeyFile.of(settings).readOrMake();
        ExecutorService pool = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            CompletionService<Done> work = new ExecutorCompletionService<>(pool);
            Map<String, String> begun = new HashMap<>();
            Map<String, Instant> due = new HashMap<>();
            Set<String> running = new HashSet<>();
            do {
                requested(requests).forEach((name, text) -> {
                    Instant again = due.get(name);
                    boolean isNext = !text.equals(begun.get(name))
                            || again != null && !pace.now().isBefore(again);
                    if (isNext && running.add(name)) {
                        begun.put(name, text);
                        due.remove(name);
                        work.submit(() -> apply(name, text, machine, slots, keys, () -> requests.has(name)));
                    }
                });
                for (Future<Done> next = work.poll(1, TimeUnit.SECONDS); next != null; next = work.poll()) {
                    Done done = next.get();
                    running.remove(done.group());
                    if (done.due() != null) {
                        due.put(done.group(), done.due());
                    }
                }
            } while (!running.isEmpty());
            writeNext(due.values());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The requested groups, and abandoned rehearsals, which are removed without a request. */
    private SortedMap<String, String> requested(GroupRequests requests) throws IOException {
        SortedMap<String, String> requested = requests.all();
        try (Stream<Path> folders = Files.list(settings.groups())) {
            folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(Rehearsal::isName)
                    .forEach(name -> requested.putIfAbsent(name, GONE));
        }
        return requested;
    }

    /**
     * A processed group.
     *
     * @param due when it is retried; null if it did not fail
     */
    private record Done(String group, @Nullable Instant due) {}

    private Done apply(
            String name, String text, Machine machine, SlotFile slots, OpeningKeys keys, BooleanSupplier isAsked) {
        GroupFolder folder = new GroupFolder(settings.groups().resolve(name), hosting.readers());
        try {
            GroupState before = folder.state();
            Group group =
                    Rehearsal.isName(name) && text.equals(GONE) ? Group.removed(name) : GroupFile.parse(name, text);
            GroupContext context = new GroupContext(
                    settings, machine, hosting, slots, new VirtualHosts(settings, machine.reloads()), group, folder);
            GroupSetup setup = new GroupSetup(context, pace, keys, isAsked);
            GroupState after = setup.apply();
            listener.applied(name, before, after, folder.answer());
            if (!setup.restored().isEmpty()) {
                listener.restored(name, setup.restored());
            }
            if (group.isRehearsal() && after.progress() == GroupState.Progress.DROPPED) {
                machine.remove(folder.path());
            }
            return new Done(name, after.due());
        } catch (IOException | RuntimeException e) {
            return refuse(name, text, folder, e);
        }
    }

    /** An invalid request is reported once until it changes; on a full disk, not even that can be written. */
    private Done refuse(String name, String text, GroupFolder folder, Exception why) {
        listener.refused(name, Reason.of(why));
        try {
            folder.write(GroupStatus.refused(
                    name, text, former(folder), Reason.of(why), pace.now().toString()));
        } catch (IOException e) {
            listener.refused(name, Reason.of(e));
        }
        return new Done(name, why instanceof HostException ? null : pace.now().plus(AFTER_A_FAULT));
    }

    private static Optional<GroupStatus> former(GroupFolder folder) {
        try {
            return Optional.of(folder.answer());
        } catch (IOException | HostException e) {
            return Optional.empty();
        }
    }

    /** Writes when the watcher must call again without a new request, in seconds since 1970. */
    private void writeNext(Collection<Instant> due) throws IOException {
        Path next = settings.groups().resolve("next");
        if (due.isEmpty()) {
            Files.deleteIfExists(next);
        } else {
            new StateFile(next).write(Collections.min(due).getEpochSecond() + 1 + "\n", StateFile.FOR_ALL);
        }
    }
}
