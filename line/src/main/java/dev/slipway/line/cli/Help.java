package dev.slipway.line.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** That a verb explains itself. */
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

    /** The command line of the verb, once it is called. */
    public CommandLine line() {
        return verb.commandLine();
    }

    /** Says what is wrong with the verb's arguments, to be thrown; its usage is shown with it. */
    public ParameterException wrong(String what) {
        return new ParameterException(line(), what);
    }
}
