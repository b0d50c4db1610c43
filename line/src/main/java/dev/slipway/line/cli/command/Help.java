package dev.slipway.line.cli.command;

import dev.slipway.line.program.Console;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The --help option of a verb. */
public final class Help {
    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec verb;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    boolean isHelp;

    /** For a verb that has it as a mixin. */
    public Help() {}

    /** The verb's command line, once it is called. */
    public CommandLine line() {
        return verb.commandLine();
    }

    /** Its output. */
    public Console console() {
        return new Console(line().getOut(), line().getColorScheme().ansi().enabled());
    }

    /** A usage error, to be thrown; printed with the verb's usage. */
    public ParameterException wrong(String what) {
        return new ParameterException(line(), what);
    }
}
