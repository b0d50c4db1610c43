package dev.slipway.line.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs in a given folder, with a given environment and time limit. Secrets are passed in the environment or a
 * file, never as arguments, which all users can read. Standard input is empty by default. If the caller is interrupted
 * or fails, the program is ended with all its children. Immutable.
 */
public final class Programs {
    private static final int KEPT_OF_ERRORS = 1 << 20;
    private static final int LONGEST_OUTPUT = 64 << 20;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(200);

    private final Path folder;
    private final List<String> prefix;
    private final Predicate<String> inherited;
    private final Map<String, String> environment;
    private final @Nullable Duration limit;
    private final boolean isMerging;

    private Programs(
            Path folder,
            List<String> prefix,
            Predicate<String> inherited,
            Map<String, String> environment,
            @Nullable Duration limit,
            boolean isMerging) {
        this.folder = folder;
        this.prefix = prefix;
        this.inherited = inherited;
        this.environment = environment;
        this.limit = limit;
        this.isMerging = isMerging;
    }

    /** Programs in this folder, with this process's environment. */
    public static Programs in(Path folder) {
        return new Programs(folder.toAbsolutePath(), List.of(), name -> true, Map.of(), null, false);
    }

    /**
     * Programs in a folder that is also their home, with nothing of this process's environment but the PATH.
     *
     * @param privateFolder a folder that only this user can read
     */
    public static Programs atHome(Path privateFolder) {
        return in(privateFolder).inheriting("PATH"::equals).with(Map.of("HOME", privateFolder.toString()));
    }

    /** With additional environment variables. */
    public Programs with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Programs(folder, prefix, inherited, all, limit, isMerging);
    }

    /** Inherits only matching variables of this process's environment, besides the additional ones. */
    public Programs inheriting(Predicate<String> names) {
        return new Programs(folder, prefix, names, environment, limit, isMerging);
    }

    /** Stopped after this time, with {@link Outcome#TIMED_OUT}; for {@code run} only. */
    public Programs within(Duration longest) {
        return new Programs(folder, prefix, inherited, environment, longest, isMerging);
    }

    /** With their errors among their output, in the order of writing; not for pipes. */
    public Programs merging() {
        return new Programs(folder, prefix, inherited, environment, limit, true);
    }

    /**
     * Sent a signal when this process ends, even if it is killed. Linux only; the thread that starts them must live as
     * long.
     *
     * @param signal such as {@code TERM}
     */
    public Programs endingWithThis(String signal) {
        return new Programs(
                folder, List.of("setpriv", "--pdeathsig", signal), inherited, environment, limit, isMerging);
    }

    /** Without the environment, which may have secrets. */
    @Override
    public String toString() {
        return "programs in " + folder;
    }

    /** Runs a program to its end. */
    public Outcome run(String... words) throws IOException {
        return run(List.of(words));
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException if it cannot be started, prints more than 64 megabytes, or the thread is interrupted
     */
    public Outcome run(List<String> words) throws IOException {
        return complete(words, builder(words, isMerging), stream -> text(words, stream));
    }

    /** Runs a program to its end with each line of its output for the consumer. */
    public Outcome run(List<String> words, Consumer<String> consumer) throws IOException {
        return complete(words, builder(words, isMerging), output -> {
            try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    consumer.accept(line);
                }
            }
            return "";
        });
    }

    /** The same with each text that a NUL ends, as of file names; each of its characters is a byte. */
    public Outcome runRaw(List<String> words, Consumer<String> consumer) throws IOException {
        return complete(words, builder(words, isMerging), output -> {
            try (Scanner texts = new Scanner(output, StandardCharsets.ISO_8859_1).useDelimiter("\0")) {
                texts.forEachRemaining(consumer);
            }
            return "";
        });
    }

    /**
     * Runs a program to completion; discards its output.
     *
     * @param check called a few times a second; an exception ends the program
     */
    public Outcome runChecked(List<String> words, Runnable check) throws IOException {
        Process process = builder(words, false).redirectOutput(Redirect.DISCARD).start();
        Excerpt errors = new Excerpt(KEPT_OF_ERRORS);
        errors.follow(process.getErrorStream());
        try {
            process.getOutputStream().close();
            while (!process.waitFor(BETWEEN_CHECKS.toMillis(), TimeUnit.MILLISECONDS)) {
                check.run();
            }
            return new Outcome(name(words), process.exitValue(), "", errors.await());
        } catch (InterruptedException e) {
            throw interrupted(words, e);
        } finally {
            end(process);
        }
    }

    /** Runs a program to its end with its standard input from a file. */
    public Outcome runFrom(Path input, List<String> words) throws IOException {
        return complete(words, builder(words, isMerging).redirectInput(input.toFile()), stream -> text(words, stream));
    }

    /** Runs a program to its end with its output to a file, which is overwritten. */
    public Outcome runTo(Path output, List<String> words) throws IOException {
        return complete(words, builder(words, false).redirectOutput(output.toFile()), stream -> text(words, stream));
    }

    /**
     * Runs two programs connected by a pipe.
     *
     * @param other runs the second one
     * @param meanwhile called every few seconds
     * @return the worse of the exit codes, and the errors of both; the second's output is discarded
     */
    public Outcome pipe(List<String> first, Programs other, List<String> second, Runnable meanwhile)
            throws IOException {
        List<Process> both = ProcessBuilder.startPipeline(
                List.of(builder(first, false), other.builder(second, false).redirectOutput(Redirect.DISCARD)));
        Excerpt errors = new Excerpt(KEPT_OF_ERRORS);
        both.forEach(process -> errors.follow(process.getErrorStream()));
        try {
            both.get(0).getOutputStream().close();
            for (Process process : both) {
                while (!process.waitFor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                    meanwhile.run();
                }
            }
            int worst = both.stream().mapToInt(Process::exitValue).max().orElse(0);
            return new Outcome(name(second), worst, "", errors.await());
        } catch (InterruptedException e) {
            throw interrupted(second, e);
        } finally {
            both.forEach(Programs::end);
        }
    }

    /** Runs a program to its end with its errors on this one's terminal instead of in the outcome. */
    public Outcome runAloud(List<String> words) throws IOException {
        return complete(words, builder(words, false).redirectError(Redirect.INHERIT), stream -> text(words, stream));
    }

    /** Runs a program on this one's terminal; returns its exit code. */
    public int show(List<String> words) throws IOException {
        Process process = builder(words, false).inheritIO().start();
        return await(process, words);
    }

    /** The same with a text on its standard input. */
    public int show(List<String> words, String input) throws IOException {
        Process process = builder(words, false)
                .redirectOutput(Redirect.INHERIT)
                .redirectError(Redirect.INHERIT)
                .start();
        try (var pipe = process.getOutputStream()) {
            pipe.write(input.getBytes(StandardCharsets.UTF_8));
        }
        return await(process, words);
    }

    /**
     * Starts a program without waiting. It leads a process group, which lets the line find all its processes.
     *
     * @param log the file for its output and errors, which is overwritten
     */
    public Process start(List<String> words, Path log) throws IOException {
        List<String> leading = new ArrayList<>(List.of("setsid"));
        leading.addAll(words);
        Process process = builder(leading, true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        return process;
    }

    private ProcessBuilder builder(List<String> words, boolean merged) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(all).directory(folder.toFile()).redirectErrorStream(merged);
        builder.environment().keySet().removeIf(inherited.negate());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Reads a program's output to its end. */
    @FunctionalInterface
    private interface Reading {
        String read(InputStream output) throws IOException;
    }

    private Outcome complete(List<String> words, ProcessBuilder builder, Reading reading) throws IOException {
        Process process = builder.start();
        Excerpt errors = new Excerpt(KEPT_OF_ERRORS);
        errors.follow(process.getErrorStream());
        AtomicBoolean isStopped = new AtomicBoolean();
        Duration longest = limit;
        if (longest != null) {
            process.onExit()
                    .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((ended, late) -> {
                        if (late != null) {
                            isStopped.set(true);
                            kill(process);
                        }
                    });
        }
        try {
            process.getOutputStream().close();
            String output = reading.read(process.getInputStream());
            int code = process.waitFor();
            String text = errors.await();
            return isStopped.get() && longest != null
                    ? new Outcome(
                            name(words),
                            Outcome.TIMED_OUT,
                            output,
                            text + "\nit was stopped after " + longest.toSeconds() + " s")
                    : new Outcome(name(words), code, output, text);
        } catch (InterruptedException e) {
            throw interrupted(words, e);
        } finally {
            end(process);
        }
    }

    private static String text(List<String> words, InputStream output) throws IOException {
        byte[] bytes = output.readNBytes(LONGEST_OUTPUT);
        if (output.read() >= 0) {
            throw new IOException(name(words) + " printed more than " + (LONGEST_OUTPUT >> 20) + " MB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int await(Process process, List<String> words) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(words, e);
        } finally {
            end(process);
        }
    }

    private static InterruptedIOException interrupted(List<String> words, InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException(name(words) + " was interrupted");
        interrupted.initCause(cause);
        return interrupted;
    }

    /** The file's name, and the subcommand if there is one. */
    private static String name(List<String> words) {
        String name = String.valueOf(Path.of(words.get(0)).getFileName());
        return words.size() > 1 && words.get(1).matches("[a-z][a-z-]*") ? name + " " + words.get(1) : name;
    }

    /** Ends it with its children, if it is still running. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /** Uses its handle: Process.destroyForcibly would close the streams and lose the output. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
    }
}
