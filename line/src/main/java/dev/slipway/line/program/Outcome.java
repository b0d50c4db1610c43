package dev.slipway.line.program;

import java.util.List;
import java.util.function.Function;

/**
 * The result of a program.
 *
 * @param program its name, with its subcommand if it has one
 * @param code its exit code; {@link #TIMED_OUT} if it was stopped
 * @param output its standard output; empty if redirected
 * @param errors its standard error; empty if merged into the output. Beyond two megabytes, only the beginning and the
 *     end
 */
public record Outcome(String program, int code, String output, String errors) {
    /** The exit code of a program that took too long, as by coreutils' {@code timeout}. */
    public static final int TIMED_OUT = 124;

    private static final String ERROR = "error: ";

    /** Whether its exit code was 0. */
    public boolean isSuccess() {
        return code == 0;
    }

    /** The last line of its errors, or else of its output; the exit code if it printed nothing. */
    public String reason() {
        return reason(1);
    }

    /** The same with as many last lines, joined by a space. */
    public String reason(int count) {
        List<String> lines = lines(errors).isEmpty() ? lines(output) : lines(errors);
        return lines.isEmpty()
                ? "it ended with " + code
                : String.join(" ", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    /** The first line with {@code error: }, from there on, as by PostgreSQL's and Git's programs; else the reason. */
    public String error() {
        return (errors + "\n" + output)
                .lines()
                .filter(line -> line.contains(ERROR))
                .findFirst()
                .map(line ->
                        line.substring(line.indexOf(ERROR) + ERROR.length()).strip())
                .orElseGet(this::reason);
    }

    /**
     * The output of a program that must succeed.
     *
     * @param failure creates the exception from a message with the program and the error
     */
    public <X extends Exception> String orThrow(Function<String, X> failure) throws X {
        if (!isSuccess()) {
            throw failure.apply(program + ": " + error());
        }
        return output;
    }

    /** Without the output, which may have secrets. */
    @Override
    public String toString() {
        return program + " ended with " + code;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
