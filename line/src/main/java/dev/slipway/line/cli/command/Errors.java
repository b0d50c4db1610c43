package dev.slipway.line.cli.command;

import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.program.Problem;
import dev.slipway.line.program.StandardOutput;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints errors with their fixes. */
public final class Errors {
    private final PrintWriter err;
    private final boolean isColoured;

    public Errors(PrintWriter err, boolean isColoured) {
        this.err = err;
        this.isColoured = isColoured;
    }

    /** Prints the error and its fix, and returns the exit code of the failed verb. */
    public int problem(Problem problem, CommandLine verb) {
        say(problem.what(), problem.remedy());
        return problem instanceof Failure failure
                ? failure.code()
                : verb.getCommandSpec().exitCodeOnExecutionException();
    }

    /** Returns this exit code, or another one if the verb's output could not be written. */
    public int checked(int code, StandardOutput output) {
        Optional<String> failure = output.failure();
        if (code != ExitCode.OK || failure.isEmpty()) {
            return code;
        }
        say("Standard output cannot be written: " + failure.get() + ".", "");
        return ExitCode.FAILED;
    }

    /** Prints an error. */
    public void say(String what, String remedy) {
        String begin = isColoured ? "\033[31mslipway: " : "slipway: ";
        String end = isColoured ? "\033[0m" : "";
        String gap = remedy.isEmpty() || remedy.startsWith("\n") ? "" : " ";
        err.println(begin + TerminalText.of(what) + end + gap + TerminalText.of(remedy));
    }

    /** The message of a usage error that picocli found, rephrased. */
    public static String usage(ParameterException e) {
        String verb = e.getCommandLine().getCommandSpec().qualifiedName().replaceFirst("^(\\./)?slipway ", "");
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().isEmpty()
                    ? ""
                    : unmatched.getUnmatched().get(0);
            boolean isVerb = e.getCommandLine().getCommandSpec().parent() == null && !word.startsWith("-");
            return isVerb
                    ? "unknown verb '" + word + "'; available: "
                            + String.join(
                                    ", ", e.getCommandLine().getSubcommands().keySet())
                    : UsageException.unexpected(verb, word);
        }
        if (e instanceof MissingParameterException missing && missing.getMissing() != null) {
            boolean isValue = String.valueOf(e.getMessage()).startsWith("Expected parameter")
                    || String.valueOf(e.getMessage()).startsWith("Missing required parameter for option");
            boolean isChoice = missing.getMissing().stream()
                    .allMatch(one -> one.group() != null && one.group().exclusive());
            String fields = missing.getMissing().stream()
                    .map(Errors::field)
                    .collect(Collectors.joining(isChoice ? " or " : " and "));
            return isValue ? fields + " needs a value" : verb + " needs " + fields;
        }
        if (e instanceof OverwrittenOptionException overwritten) {
            ArgSpec twice = overwritten.getOverwritten();
            return (twice == null ? "an option" : field(twice)) + " is given twice";
        }
        return String.valueOf(e.getMessage());
    }

    private static String field(ArgSpec spec) {
        return spec instanceof OptionSpec option
                ? option.longestName() + (option.arity().max() == 0 ? "" : " " + option.paramLabel())
                : spec.paramLabel();
    }
}
