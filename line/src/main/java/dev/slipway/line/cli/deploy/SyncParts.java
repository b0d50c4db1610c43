package dev.slipway.line.cli.deploy;

import dev.slipway.line.cli.command.CliContext;
import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.follow.Follower;
import dev.slipway.line.cli.lines.RequestLines;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.Sync;
import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.Requests;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Follows the deployments of a sync and records their results. */
public final class SyncParts {
    private final Ledger ledger;
    private final Requests requests;
    private final Output output;
    private final CliContext cli;
    private final Duration patience;
    private final Map<String, DeploymentRequest> watched = new LinkedHashMap<>();

    SyncParts(Ledger ledger, Output output, CliContext cli, Duration patience) {
        this.ledger = ledger;
        this.requests = new Requests(ledger.patient(patience));
        this.output = output;
        this.cli = cli;
        this.patience = patience;
    }

    /** Follows each deployment begun since the last call to its end. */
    void watch(Sync sync) {
        if (sync.isUnclaimed()) {
            return;
        }
        for (DeploymentRequest part : requests.ofSync(sync.id(), sync.environment())) {
            if (!watched.containsKey(part.id())) {
                output.say("  " + RequestLines.subject(part) + ":");
                Follower follower = new Follower(
                        ledger, output, cli.clock(), cli.pace(), new Follower.Patience(Duration.ZERO, patience));
                watched.put(part.id(), follower.watch(part));
            }
        }
    }

    /** The exit code of a failed sync. */
    int exitCode() {
        return exitCode(watched.values());
    }

    /** A failed deployment takes precedence over what the gate kept out. */
    static int exitCode(Collection<DeploymentRequest> parts) {
        if (parts.stream().anyMatch(DeploymentRequest::isFailed)) {
            return ExitCode.FAILED;
        }
        if (parts.stream().anyMatch(part -> part.isOver() && !part.isDone())) {
            return ExitCode.REFUSED;
        }
        return parts.stream().anyMatch(DeploymentRequest::isWaiting) ? ExitCode.WAITING : ExitCode.FAILED;
    }
}
