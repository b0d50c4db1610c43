package dev.slipway.line.local;

import dev.slipway.line.agent.RollVerb;
import dev.slipway.line.backup.BackupVerb;
import dev.slipway.line.backup.password.RepositoryKeys;
import dev.slipway.line.backup.restore.RestoreVerb;
import dev.slipway.line.bench.BenchVerb;
import dev.slipway.line.certificate.CertsVerb;
import dev.slipway.line.cli.command.Errors;
import dev.slipway.line.demo.DemoVerb;
import dev.slipway.line.doctor.DoctorVerb;
import dev.slipway.line.gitlab.BootstrapVerb;
import dev.slipway.line.handbook.UsersVerb;
import dev.slipway.line.host.GroupsVerb;
import dev.slipway.line.program.Problem;
import dev.slipway.line.program.StandardOutput;
import dev.slipway.line.realm.ProvisionVerb;
import dev.slipway.line.realm.RecoverVerb;
import dev.slipway.line.realm.TotpVerb;
import dev.slipway.line.realm.client.PipelineVerb;
import dev.slipway.line.rotation.RotateVerb;
import dev.slipway.line.status.StatusVerb;
import dev.slipway.line.upgrade.UpgradeVerb;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
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
        subcommands = {
            BackupVerb.class,
            BenchVerb.class,
            BootstrapVerb.class,
            CertsVerb.class,
            DemoVerb.class,
            DoctorVerb.class,
            GroupsVerb.class,
            PipelineVerb.class,
            ProvisionVerb.class,
            RecoverVerb.class,
            RestoreVerb.class,
            RollVerb.class,
            StatusVerb.class,
            TotpVerb.class,
            UpgradeVerb.class,
            UsersVerb.class
        })
public final class Local {
    private Local() {}

    /** Runs one verb; the exit code says how it went. */
    public static void main(String[] arguments) {
        StandardOutput output = new StandardOutput();
        PrintWriter out = utf8(output);
        CommandLine line = line().setOut(out).setErr(utf8(new FileOutputStream(FileDescriptor.err)));
        int code = line.execute(arguments);
        out.flush();
        System.exit(errors(line).checked(code, output));
    }

    /** Whatever the machine's locale says. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** The command line with all verbs. */
    public static CommandLine line() {
        return new CommandLine(new Local())
                .addSubcommand(new RotateVerb(RepositoryKeys::new))
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((wrong, arguments) -> usage(wrong))
                .setExecutionExceptionHandler((thrown, command, parsed) -> fail(thrown, command));
    }

    private static int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        errors(command).say(Errors.usage(e), "");
        command.usage(command.getErr());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int fail(Exception thrown, CommandLine command) {
        if (thrown instanceof Problem problem) {
            return errors(command).problem(problem, command);
        }
        errors(command).say(thrown.getMessage() == null ? thrown.toString() : thrown.getMessage(), "");
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static Errors errors(CommandLine command) {
        return new Errors(command.getErr(), command.getColorScheme().ansi().enabled());
    }
}
