package dev.slipway.line.local;

import dev.slipway.line.bench.BenchVerb;
import dev.slipway.line.demo.DemoVerb;
import dev.slipway.line.http.CallException;
import dev.slipway.line.reader.UsersVerb;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program behind those verbs of {@code ./slipway} that need the line's own secrets, and so are for its owner. */
@Command(
        name = "./slipway",
        description = "Verbs for the line's own machine.",
        mixinStandardHelpOptions = true,
        subcommands = {UsersVerb.class, DemoVerb.class, BenchVerb.class})
public final class Local {
    private static final int USAGE = 2;

    private Local() {}

    /** Runs one verb; the exit code says how it went. */
    public static void main(String[] arguments) {
        System.exit(line().setOut(utf8(FileDescriptor.out))
                .setErr(utf8(FileDescriptor.err))
                .execute(arguments));
    }

    /** Whatever the machine's locale says. */
    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    /** The command line with all verbs. */
    static CommandLine line() {
        return new CommandLine(new Local())
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong))
                .setExecutionExceptionHandler((thrown, command, parsed) -> fail(thrown, command));
    }

    private static int refuse(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("slipway: " + wrong.getMessage());
        command.usage(err);
        return USAGE;
    }

    private static int fail(Exception thrown, CommandLine command) {
        String what = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
        String wayOut = thrown instanceof CallException call ? " " + call.wayOut() : "";
        command.getErr().println(command.getColorScheme().errorText("slipway: " + what) + wayOut);
        return 1;
    }
}
