package dev.slipway.line.cli.lines;

import dev.slipway.line.identity.ServerAddress;
import dev.slipway.line.ledger.group.ServerGroup;
import dev.slipway.line.ledger.group.UnhealthyWorker;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Formats server groups. */
public final class GroupLines {
    private GroupLines() {}

    /** As a row of a list. */
    public static String row(ServerGroup group, URI server) {
        return "  %-12s %-8s %s"
                .formatted(group.environment(), group.state(), more(group, server))
                .stripTrailing();
    }

    /** Its configuration version; empty if nothing was ever set. */
    public static Optional<String> configuration(ServerGroup group) {
        long version = group.json().number("configurationVersion", 0);
        return version == 0
                ? Optional.empty()
                : Optional.of("  %-21s configuration: version %d".formatted("", version));
    }

    /** Its workers' consoles. */
    public static List<String> consoles(ServerGroup group, URI server) {
        return group.workers().stream()
                .map(worker ->
                        "  %-21s %s".formatted("", "console: " + ServerAddress.sibling(server, "admin-" + worker)))
                .toList();
    }

    /**
     * The problem of a worker that had been started before, and how long ago that was seen.
     *
     * @param option the option that selects its environment, with a space before it; empty if it needs none
     */
    public static String unhealthy(UnhealthyWorker unhealthy, String service, String option, Instant now) {
        String seen = unhealthy
                .at()
                .map(at -> " (seen " + StatusLines.ago(at.toString(), now) + ")")
                .orElse("");
        String logs = "slipway logs " + service + option;
        return unhealthy.worker()
                + switch (unhealthy.trouble()) {
                    case SILENT -> " does not answer" + seen + "; on the line's machine: ./slipway doctor";
                    case UNSERVED ->
                        " gets no requests: its application fails httpd's health check" + seen + "; its log: " + logs;
                    case RESTARTING ->
                        " crashes and restarts repeatedly, for instance out of memory" + seen + "; its log: " + logs;
                    case UNSEEN ->
                        " was last polled "
                                + unhealthy
                                        .at()
                                        .map(at -> StatusLines.ago(at.toString(), now))
                                        .orElse("long ago")
                                + ": the agent is down or delayed; on the line's machine: ./slipway status";
                };
    }

    /** The current step, for messages. */
    public static String step(ServerGroup group) {
        return group.environment() + ": "
                + group.detail()
                        .orElse(
                                switch (group.state()) {
                                    case "waiting" -> "waiting for the agent";
                                    case "removing" -> "being removed";
                                    case "failed" -> "no reason is known";
                                    default -> group.state();
                                });
    }

    /** The message that it is ready. */
    public static String ready(ServerGroup group, URI server) {
        return group.environment() + ": ready at " + more(group, server);
    }

    private static String more(ServerGroup group, URI server) {
        return group.isReady()
                ? ServerAddress.sibling(server, group.host())
                        + (group.workers().isEmpty() ? "" : " on " + String.join(", ", group.workers()))
                : group.detail().orElse("");
    }
}
