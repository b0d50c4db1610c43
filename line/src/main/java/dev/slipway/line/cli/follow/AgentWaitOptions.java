package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.input.Arguments;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The option for how long to wait until the agent begins. */
public final class AgentWaitOptions {
    @Option(
            names = "--lock-wait",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "how long to wait for the agent, and for another deployment to end (10m)")
    String lockWait = "10m";

    public Duration patience() {
        return Arguments.time("--lock-wait", lockWait);
    }
}
