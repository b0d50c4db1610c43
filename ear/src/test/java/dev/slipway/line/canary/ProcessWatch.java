package dev.slipway.line.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Looks at all processes of the machine for as long as it is open: at new ones all the time, for they become others, and at those
 * that are old now and then.
 */
public final class ProcessWatch implements AutoCloseable {
    private static final int PAUSE_MILLISECONDS = 10;
    private static final int LOOKS_AT_NEW = 100;
    private static final int LOOKS_BETWEEN = 50;

    private final Set<Canary> canaries;
    private final Set<String> commands = new ConcurrentSkipListSet<>();
    private final Set<String> environments = new ConcurrentSkipListSet<>();
    private final Map<Path, Integer> looks = new HashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /** Looks for these from now on. */
    public ProcessWatch(Canary... canaries) {
        this.canaries = Set.of(canaries);
        clock.scheduleWithFixedDelay(this::round, 0, PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /** The command lines that had one of them: what everybody on the machine sees. */
    public Set<String> commands() {
        return Set.copyOf(commands);
    }

    /** The command lines of the processes that had one in their environment. */
    public Set<String> environments() {
        return Set.copyOf(environments);
    }

    private void round() {
        Set<Path> there = new HashSet<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(path ->
                            Character.isDigit(path.getFileName().toString().charAt(0)))
                    .forEach(there::add);
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        looks.keySet().retainAll(there);
        for (Path process : there) {
            int look = looks.merge(process, 1, Integer::sum);
            if (look <= LOOKS_AT_NEW || look % LOOKS_BETWEEN == 0) {
                look(process);
            }
        }
    }

    private void look(Path process) {
        String command = read(process.resolve("cmdline")).replace('\0', ' ');
        if (isIn(command)) {
            commands.add(command);
        }
        if (isIn(read(process.resolve("environ")))) {
            environments.add(command);
        }
    }

    private boolean isIn(String text) {
        return canaries.stream().anyMatch(canary -> canary.isIn(text));
    }

    /** Nothing, where it has ended or is not to be seen by whoever runs the tests. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        clock.awaitTermination(1, TimeUnit.MINUTES);
    }
}
