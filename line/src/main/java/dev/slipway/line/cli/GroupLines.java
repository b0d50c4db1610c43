package dev.slipway.line.cli;

import dev.slipway.line.ledger.ServerGroup;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** How a server group is, in lines of text. */
final class GroupLines {
    private GroupLines() {}

    /** As a row of a list. */
    static String row(ServerGroup group, URI server) {
        return "  %-12s %-8s %s"
                .formatted(group.environment(), group.state(), more(group, server))
                .stripTrailing();
    }

    /** What its workers are told; empty where nothing was ever set. */
    static Optional<String> configuration(ServerGroup group) {
        long version = group.json().number("configurationVersion", 0);
        return version == 0
                ? Optional.empty()
                : Optional.of("  %-21s configuration: version %d".formatted("", version));
    }

    /** Where its workers are looked after. */
    static List<String> consoles(ServerGroup group, URI server) {
        return group.workers().stream()
                .map(worker -> "  %-21s %s".formatted("", "console: " + ProbeVerb.beside(server, "admin-" + worker)))
                .toList();
    }

    /** What is under way, as a part of a sentence. */
    static String step(ServerGroup group) {
        return group.environment() + ": "
                + group.detail()
                        .orElse(
                                switch (group.state()) {
                                    case "waiting" -> "waiting for the agent";
                                    case "removing" -> "being removed";
                                    case "failed" -> "nobody says why";
                                    default -> group.state();
                                });
    }

    /** That it is ready, and where. */
    static String ready(ServerGroup group, URI server) {
        return group.environment() + ": ready at " + more(group, server);
    }

    private static String more(ServerGroup group, URI server) {
        return group.state().equals("ready")
                ? ProbeVerb.beside(server, group.host())
                        + (group.workers().isEmpty() ? "" : " on " + String.join(", ", group.workers()))
                : group.detail().orElse("");
    }
}
