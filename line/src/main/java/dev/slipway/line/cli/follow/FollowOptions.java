package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.input.Arguments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options and exit codes of verbs that follow a deployment. */
@Command(
        exitCodeList = {
            "0:it runs",
            "1:it failed, and what ran before runs",
            "2:usage error",
            "3:the gate refuses",
            "4:it waits for approvals, time or a run in the previous environment; the request stays open"
        })
public final class FollowOptions {
    @Mixin
    final AgentWaitOptions waitOptions = new AgentWaitOptions();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "0",
            description = "how long to wait for approvals, such as 30m (0)")
    String wait = "0";

    public Follower.Patience patience() {
        return new Follower.Patience(Arguments.time("--wait", wait), waitOptions.patience());
    }
}
