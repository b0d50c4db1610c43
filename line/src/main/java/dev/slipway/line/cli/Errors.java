package dev.slipway.line.cli;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.input.InputException;
import dev.slipway.line.cli.input.UsageException;
import dev.slipway.line.http.CallException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Formats errors: what is wrong, and how to fix it. */
final class Errors {
    private final CliContext cli;

    Errors(CliContext cli) {
        this.cli = cli;
    }

    /** A usage error found by picocli. */
    int usage(ParameterException e, String[] arguments) {
        return usage(words(e), e.getCommandLine());
    }

    /** A verb failed. */
    int failure(Exception e, CommandLine line, ParseResult result) {
        if (e instanceof UsageException) {
            return usage(String.valueOf(e.getMessage()), line);
        }
        if (e instanceof Failure failure) {
            return say(failure.code(), String.valueOf(failure.getMessage()), failure.wayOut());
        }
        if (e instanceof InputException input) {
            return say(ExitCode.FAILED, String.valueOf(input.getMessage()), input.wayOut());
        }
        if (e instanceof CallException call) {
            return say(ExitCode.FAILED, call.what(), call.wayOut());
        }
        if (e instanceof UncheckedIOException read) {
            return say(ExitCode.FAILED, "A file cannot be read: " + read.getMessage() + ".", "");
        }
        e.printStackTrace(cli.err());
        return say(
                ExitCode.FAILED,
                "This is a bug in slipway: " + e + ".",
                "Tell the line's owner, with the lines above.");
    }

    private int usage(String what, CommandLine line) {
        String verb = line.getCommandSpec().qualifiedName();
        return say(ExitCode.USAGE, what, "\nSee: " + verb + " --help");
    }

    private int say(int code, String what, String wayOut) {
        String begin = cli.isColoured() ? "\033[31mslipway: " : "slipway: ";
        String end = cli.isColoured() ? "\033[0m" : "";
        String gap = wayOut.isEmpty() || wayOut.startsWith("\n") ? "" : " ";
        cli.err().println(begin + what + end + gap + wayOut);
        return code;
    }

    /** The message of a picocli exception, rephrased. */
    private static String words(ParameterException e) {
        String verb = e.getCommandLine().getCommandSpec().qualifiedName().replaceFirst("^slipway ", "");
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
