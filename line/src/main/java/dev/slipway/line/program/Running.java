package dev.slipway.line.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Programs that run, each with a pipe to the next one. They are ended with all their children after a time limit, and
 * when this is closed.
 */
final class Running implements AutoCloseable {
    private static final int KEPT_OF_ERRORS = 1 << 20;

    private final String name;
    private final List<Process> processes;
    private final Excerpt errors = new Excerpt(KEPT_OF_ERRORS);
    private volatile @Nullable Duration stoppedAfter;

    /**
     * Just started.
     *
     * @param name for the outcome
     * @param input for the standard input of the first one
     * @param limit null for none
     */
    Running(String name, List<Process> processes, String input, @Nullable Duration limit) {
        this.name = name;
        this.processes = List.copyOf(processes);
        for (Process process : processes) {
            errors.follow(process.getErrorStream());
            if (limit != null) {
                stopAfter(limit, process);
            }
        }
        give(input, processes.get(0).getOutputStream());
    }

    private void stopAfter(Duration longest, Process process) {
        process.onExit().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).whenComplete((ended, late) -> {
            if (late != null) {
                stoppedAfter = longest;
                kill(process);
            }
        });
    }

    private static void give(String input, OutputStream pipe) {
        if (input.isEmpty()) {
            write(input, pipe);
            return;
        }
        Thread writer = new Thread(() -> write(input, pipe));
        writer.setDaemon(true);
        writer.start();
    }

    private static void write(String input, OutputStream pipe) {
        try (pipe) {
            pipe.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program reads no more.
        }
    }

    Process last() {
        return processes.get(processes.size() - 1);
    }

    /** What the last one prints. */
    InputStream output() {
        return last().getInputStream();
    }

    /** Waits for their end; the check is called in each interval, and ends the wait by an exception. */
    void await(Duration interval, Runnable check) throws IOException {
        try {
            for (Process process : processes) {
                while (!process.waitFor(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    check.run();
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Waits for their end; the worst of their exit codes, and the errors of all. */
    Outcome outcome(String output) throws IOException {
        try {
            int code = 0;
            for (Process process : processes) {
                code = Math.max(code, process.waitFor());
            }
            String text = errors.await();
            Duration longest = stoppedAfter;
            if (longest != null) {
                String late = text + "\nit was stopped after " + longest.toSeconds() + " s";
                return new Outcome(name, Outcome.TIMED_OUT, output, late);
            }
            return new Outcome(name, code, output, text);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException(name + " was interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }

    /** Ends those that are still running, with their children. */
    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** Uses its handle: Process.destroyForcibly would close the streams and lose the output. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }
}
