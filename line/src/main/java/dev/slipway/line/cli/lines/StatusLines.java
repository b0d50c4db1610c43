package dev.slipway.line.cli.lines;

import dev.slipway.line.digest.Sha256;
import dev.slipway.line.http.Json;
import dev.slipway.line.ledger.deployment.Deployment;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Formats the status of a service. */
public final class StatusLines {
    private StatusLines() {}

    /** The live deployment in each environment, and below it why it was requested. */
    public static List<String> live(String service, List<Deployment> live, Instant now) {
        if (live.isEmpty()) {
            return List.of("No release of " + service + " is live.");
        }
        return live.stream()
                .flatMap(one -> Stream.concat(Stream.of(live(one, now)), comment(one)))
                .toList();
    }

    private static String live(Deployment live, Instant now) {
        return "%-12s %s  since %s (%s), by %s through %s%s"
                .formatted(
                        live.environment(),
                        live.version().orElse("unknown content"),
                        live.finishedAt(),
                        ago(live.finishedAt(), now),
                        live.who(),
                        live.channel(),
                        live.artifactDigest()
                                .map(digest -> "  " + Sha256.shown(digest))
                                .orElse(""));
    }

    private static Stream<String> comment(Deployment live) {
        return live.json().find("comment").stream().flatMap(String::lines).map(line -> " ".repeat(13) + line);
    }

    /** An open or running request, with all reasons against it. */
    public static List<String> request(DeploymentRequest request) {
        List<String> lines = new ArrayList<>();
        String what = request.isConfigure()
                ? request.version() + " with version "
                        + request.json().find("configurationVersion").orElse("?") + " of its configuration"
                : request.version();
        lines.add("  … " + what + (request.isRollback() ? " (rollback)" : "") + " into " + request.environment()
                + ", requested by " + request.actor() + ": " + request.state());
        request.silentSince().map(RequestLines::silence).ifPresent(lines::add);
        lines.addAll(RequestLines.reasons(request));
        return lines;
    }

    /** A drift. */
    public static String drift(Json drift) {
        String where = drift.text("worker")
                + drift.find("group").map(group -> " of " + group).orElse("") + " in " + drift.text("environment");
        return where + ": " + difference(drift) + ", since " + drift.text("detectedAt")
                + drift.find("command")
                        .map(command -> "; to fix it: " + command)
                        .orElse("");
    }

    private static String difference(Json drift) {
        return switch (drift.text("kind")) {
            case "unexpected-configuration" -> "it runs with another configuration than the ledger's";
            case "altered-configuration" ->
                drift.text("archive").equals("worker")
                        ? "what it was started with had been changed by hand"
                        : "the " + drift.text("archive") + " that it was started with had been changed by hand";
            default -> drift.text("archive") + " is " + drift.text("kind").replace('-', ' ');
        };
    }

    /** How long ago, in the largest unit. */
    public static String ago(String time, Instant now) {
        Duration since = Duration.between(Instant.parse(time), now);
        long seconds = Math.max(0, since.toSeconds());
        if (seconds < 120) {
            return seconds + " s ago";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min ago";
        }
        return seconds < 172_800 ? seconds / 3600 + " h ago" : seconds / 86_400 + " days ago";
    }
}
