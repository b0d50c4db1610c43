package dev.slipway.line.cli.command;

import dev.slipway.line.cli.input.Arguments;
import picocli.CommandLine.Parameters;

/** The argument for the service. */
public final class ServiceArgument {
    @Parameters(index = "0", arity = "1", paramLabel = "SERVICE", description = "the service")
    String service = "";

    public String name() {
        return Arguments.name("SERVICE", service);
    }
}
