package dev.slipway.line.cli;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Help;
import dev.slipway.line.cli.input.UsageException;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints a shell completion script. */
@Command(
        name = "completion",
        header = "Print the completion script for bash or zsh.",
        description = {"", "Put it into your shell's start-up file: eval \"$(slipway completion bash)\"", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it is printed", "2:usage error"})
final class CompletionVerb implements Callable<Integer> {
    /** How picocli turns off the completion of file names, which it offers only for parameters of the type File. */
    private static final String NO_FILES = "type compopt &>/dev/null && compopt +o default";

    private final CliContext cli;

    @Parameters(arity = "1", paramLabel = "SHELL", description = "bash or zsh")
    String shell = "";

    @Mixin
    final Help help = new Help();

    CompletionVerb(CliContext cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw new UsageException("SHELL '" + shell + "' is neither bash nor zsh");
        }
        String script =
                AutoComplete.bash("slipway", help.line().getCommandSpec().root().commandLine());
        cli.out().print(script.replace(NO_FILES, ":"));
        return ExitCode.OK;
    }
}
