package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.cli.lines.GroupLines;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.ServerGroup;
import dev.slipway.line.ledger.group.ServerGroups;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Follows the server groups of a service until each is ready or has failed. */
public final class GroupFollower {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final CliContext cli;
    private final Output output;
    private final URI server;
    private final ServerGroups groups;
    private final Map<String, ServerGroup> seen = new HashMap<>();

    public GroupFollower(CliContext cli, Output output, URI server, Ledger ledger) {
        this.cli = cli;
        this.output = output;
        this.server = server;
        this.groups = new ServerGroups(ledger.patient(PATIENCE));
    }

    /**
     * Follows them to the end.
     *
     * @param isRemoval whether to show those that are already removed
     * @return their final state
     * @throws Failure if there is no more progress
     */
    public List<ServerGroup> follow(String service, boolean isRemoval) {
        AgentWait wait = new AgentWait(output, cli.pace());
        while (true) {
            List<ServerGroup> now = groups.list(Optional.of(service));
            if (show(now, isRemoval)) {
                wait.restart();
            }
            if (now.stream().allMatch(ServerGroup::isSettled)) {
                return now;
            }
            Duration silence = wait.waited();
            if (now.stream().allMatch(group -> group.isSettled() || group.isUntouched())) {
                wait.warnIfLong(silence);
            }
            if (silence.compareTo(PATIENCE) >= 0) {
                throw new Failure(
                        "Nothing has happened for " + Durations.text(PATIENCE) + ".",
                        "It continues as soon as it can. To follow it: slipway services show " + service);
            }
            cli.pace().sleep(cli.pause());
        }
    }

    /** The exit code for their final state. */
    public static int end(String service, List<ServerGroup> groups) {
        List<ServerGroup> failed = groups.stream().filter(ServerGroup::isFailed).toList();
        if (failed.isEmpty()) {
            return ExitCode.OK;
        }
        throw new Failure(
                service + "'s workers are not as defined: "
                        + failed.stream().map(GroupLines::step).collect(Collectors.joining("; ")) + ".",
                "It is retried. To follow it: slipway services show " + service);
    }

    /** Shows changes; returns whether there were any. */
    private boolean show(List<ServerGroup> now, boolean isRemoval) {
        boolean isNew = false;
        for (ServerGroup group : now) {
            ServerGroup before = seen.put(group.group(), group);
            boolean isKnown = before != null
                    && before.state().equals(group.state())
                    && before.detail().equals(group.detail());
            if (!isKnown && (before != null || isRemoval || !group.isGone())) {
                isNew = true;
                show(group);
            }
        }
        for (ServerGroup gone : List.copyOf(seen.values())) {
            if (now.stream().noneMatch(group -> group.group().equals(gone.group()))) {
                seen.remove(gone.group());
                if (!gone.isGone()) {
                    output.good(gone.environment() + ": removed");
                }
            }
        }
        return isNew;
    }

    private void show(ServerGroup group) {
        switch (group.state()) {
            case "ready" -> output.good(GroupLines.ready(group, server));
            case "failed" -> output.bad(GroupLines.step(group));
            case "removed" -> output.good(group.environment() + ": removed");
            default -> output.say("  … " + GroupLines.step(group));
        }
    }
}
