package dev.slipway.line.local;

import dev.slipway.line.gitlab.BootstrapVerb;
import dev.slipway.line.realm.PipelineVerb;
import dev.slipway.line.realm.ProvisionVerb;
import dev.slipway.line.realm.RecoverVerb;
import dev.slipway.line.realm.TotpVerb;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program behind those verbs of {@code ./slipway} that need the line's own secrets, and so are for its owner. */
@Command(
        name = "slipway",
        description = "Verbs for the line's own machine.",
        mixinStandardHelpOptions = true,
        subcommands = {BootstrapVerb.class, PipelineVerb.class, ProvisionVerb.class, RecoverVerb.class, TotpVerb.class})
public final class Local {
    private Local() {}

    /** Runs one verb; the exit code says how it went. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Local())
                .setUsageHelpAutoWidth(true)
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .setParameterExceptionHandler((e, words) -> usage(e))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    command.getErr()
                            .println("slipway: " + (thrown.getMessage() == null ? thrown : thrown.getMessage()));
                    return 1;
                })
                .execute(arguments));
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    private static int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("slipway: " + what(e));
        command.usage(command.getErr());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String what(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().isEmpty()
                    ? ""
                    : unmatched.getUnmatched().get(0);
            return e.getCommandLine().getCommandName()
                    + (word.startsWith("-") ? " does not know '" : " does not take '") + word + "'";
        }
        if (e instanceof MissingParameterException missing
                && e.getMessage() != null
                && e.getMessage().contains("for option")
                && !missing.getMissing().isEmpty()) {
            return ((CommandLine.Model.OptionSpec) missing.getMissing().get(0)).longestName() + " needs a value";
        }
        return String.valueOf(e.getMessage());
    }
}
