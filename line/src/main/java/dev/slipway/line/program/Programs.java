package dev.slipway.line.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs in a given folder, with a given environment and time limit. Secrets are passed in the environment or on
 * the standard input, never as arguments, which all users can read. If the caller is interrupted or fails, the program
 * is ended with all its children. Immutable.
 */
public final class Programs {
    private static final int LONGEST_OUTPUT = 64 << 20;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(200);

    private final Path folder;
    private final List<String> prefix;
    private final Predicate<String> inherited;
    private final Map<String, String> environment;
    private final @Nullable Duration limit;
    private final Consumer<ProcessBuilder> streams;
    private final String input;

    private Programs(
            Path folder,
            List<String> prefix,
            Predicate<String> inherited,
            Map<String, String> environment,
            @Nullable Duration limit,
            Consumer<ProcessBuilder> streams,
            String input) {
        this.folder = folder;
        this.prefix = prefix;
        this.inherited = inherited;
        this.environment = environment;
        this.limit = limit;
        this.streams = streams;
        this.input = input;
    }

    /** Programs in this folder, with this process's environment. */
    public static Programs in(Path folder) {
        return new Programs(folder.toAbsolutePath(), List.of(), name -> true, Map.of(), null, streams -> {}, "");
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
        return new Programs(folder, prefix, inherited, all, limit, streams, input);
    }

    /** Inherits only matching variables of this process's environment, besides the additional ones. */
    public Programs inheriting(Predicate<String> names) {
        return new Programs(folder, prefix, names, environment, limit, streams, input);
    }

    /** Stopped after this time, with {@link Outcome#TIMED_OUT}. */
    public Programs within(Duration longest) {
        return new Programs(folder, prefix, inherited, environment, longest, streams, input);
    }

    /** With their errors among their output, in the order of writing. */
    public Programs merging() {
        return redirecting(builder -> builder.redirectErrorStream(true));
    }

    /** With their errors on this one's terminal instead of in the outcome. */
    public Programs errorsShown() {
        return redirecting(builder -> builder.redirectErrorStream(false).redirectError(Redirect.INHERIT));
    }

    /** With their output in a file, which is overwritten, instead of in the outcome. */
    public Programs to(Path file) {
        return redirecting(builder -> builder.redirectOutput(file.toFile()));
    }

    /** With a text on their standard input, which is empty by default. */
    public Programs given(String text) {
        Programs piped = redirecting(builder -> builder.redirectInput(Redirect.PIPE));
        return new Programs(folder, prefix, inherited, environment, limit, piped.streams, text);
    }

    private Programs redirecting(Consumer<ProcessBuilder> more) {
        return new Programs(folder, prefix, inherited, environment, limit, streams.andThen(more), input);
    }

    /**
     * Sent a signal when this process ends, even if it is killed. Linux only; the thread that starts them must live as
     * long.
     *
     * @param signal such as {@code TERM}
     */
    public Programs endingWithThis(String signal) {
        List<String> setpriv = List.of("setpriv", "--pdeathsig", signal);
        return new Programs(folder, setpriv, inherited, environment, limit, streams, input);
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
        return complete(words, output -> text(words, output));
    }

    /** Runs a program to its end with each line of its output for the consumer. */
    public Outcome run(List<String> words, Consumer<String> consumer) throws IOException {
        return complete(words, output -> {
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
        return complete(words, output -> {
            try (Scanner texts = new Scanner(output, StandardCharsets.ISO_8859_1).useDelimiter("\0")) {
                texts.forEachRemaining(consumer);
            }
            return "";
        });
    }

    /**
     * Runs a program to its end; discards its output, unless that goes to a file.
     *
     * @param check called a few times a second; an exception ends the program
     */
    public Outcome runChecked(List<String> words, Runnable check) throws IOException {
        try (Running running = begin(words, builder -> builder.redirectOutput(Redirect.DISCARD))) {
            running.await(BETWEEN_CHECKS, check);
            return running.outcome("");
        }
    }

    /**
     * Runs two programs connected by a pipe; discards the second one's output, unless that goes to a file.
     *
     * @param more additional environment variables of the second one
     * @param meanwhile called every few seconds
     * @return the worse of the exit codes, and the errors of both
     */
    public Outcome pipe(List<String> first, Map<String, String> more, List<String> second, Runnable meanwhile)
            throws IOException {
        ProcessBuilder source = builder(first, builder -> {}).redirectOutput(Redirect.PIPE);
        ProcessBuilder sink = with(more).builder(second, builder -> builder.redirectOutput(Redirect.DISCARD));
        List<Process> both = ProcessBuilder.startPipeline(List.of(source, sink));
        try (Running running = new Running(name(second), both, input, limit)) {
            running.await(INTERVAL, meanwhile);
            return running.outcome("");
        }
    }

    /** Runs a program on this one's terminal; returns its exit code. */
    public int show(List<String> words) throws IOException {
        try (Running running = begin(words, ProcessBuilder::inheritIO)) {
            return running.outcome("").code();
        }
    }

    /**
     * Starts a program without waiting; discards its output and errors, unless they go to a file. It leads a process
     * group, which lets the line find all its processes.
     */
    public Process start(List<String> words) throws IOException {
        List<String> leading = new ArrayList<>(List.of("setsid"));
        leading.addAll(words);
        return begin(leading, builder -> builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD))
                .last();
    }

    private Running begin(List<String> words, Consumer<ProcessBuilder> usual) throws IOException {
        return new Running(name(words), List.of(builder(words, usual).start()), input, limit);
    }

    /** Its streams are as usual where no option says otherwise. */
    private ProcessBuilder builder(List<String> words, Consumer<ProcessBuilder> usual) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
        usual.andThen(streams).accept(builder);
        builder.environment().keySet().removeIf(inherited.negate());
        builder.environment().putAll(environment);
        return builder;
    }

    /** Reads a program's output to its end. */
    @FunctionalInterface
    private interface Reading {
        String read(InputStream output) throws IOException;
    }

    private Outcome complete(List<String> words, Reading reading) throws IOException {
        try (Running running = begin(words, builder -> {})) {
            return running.outcome(reading.read(running.output()));
        }
    }

    private static String text(List<String> words, InputStream output) throws IOException {
        byte[] bytes = output.readNBytes(LONGEST_OUTPUT);
        if (output.read() >= 0) {
            throw new IOException(name(words) + " printed more than " + (LONGEST_OUTPUT >> 20) + " MB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The file's name, and the subcommand if there is one. */
    private static String name(List<String> words) {
        String name = String.valueOf(Path.of(words.get(0)).getFileName());
        return words.size() > 1 && words.get(1).matches("[a-z][a-z-]*") ? name + " " + words.get(1) : name;
    }
}
