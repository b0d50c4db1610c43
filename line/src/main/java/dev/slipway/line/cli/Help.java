package dev.slipway.line.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** That a verb explains itself. */
@Command(exitCodeListHeading = "%nExit codes:%n")
final class Help {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    boolean isHelp;
}
