package dev.slipway.line.cli.command;

import picocli.CommandLine.Option;

/** The option for the format of the output. */
public final class JsonOption {
    @Option(names = "--json", description = "one JSON object on standard output; messages go to standard error")
    boolean isJson;

    public Output output(CliContext cli) {
        return new Output(cli, isJson);
    }
}
