package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.command.Output;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.cli.lines.RequestLines;
import dev.slipway.line.http.Json;
import dev.slipway.line.identity.CredentialException;
import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.LedgerException;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows what a waiting request lacks, when that changes, and a reminder now and then. */
public final class GateProgress {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Output output;
    private final Clock clock;
    private final Instant since;
    private Instant spokeAt;
    private List<String> reported = List.of();

    public GateProgress(Ledger ledger, Output output, Clock clock) {
        this.ledger = ledger;
        this.output = output;
        this.clock = clock;
        this.since = clock.instant();
        this.spokeAt = since;
    }

    /** Shows changes. */
    public void show(DeploymentRequest request) {
        List<String> reasons = RequestLines.reasons(request);
        Instant now = clock.instant();
        if (!reasons.equals(reported)) {
            output.say("  … " + RequestLines.subject(request) + " waits to enter " + request.environment() + ":");
            reasons.forEach(output::say);
            if (reported.isEmpty()) {
                output.say("    Decide on it at "
                        + ledger.page(
                                request.isConfigure()
                                        ? "/requests/?id=" + request.id()
                                        : "/releases/?id=" + request.releaseId()));
            }
            reported = reasons;
            spokeAt = now;
        } else if (Duration.between(spokeAt, now).compareTo(SILENCE) >= 0) {
            output.say("    still waiting after " + Durations.text(Duration.between(since, now)));
            spokeAt = now;
        }
    }

    /** Shows the approvals and that it is allowed. */
    public void showAllowed(DeploymentRequest request) {
        approvals(request).forEach(output::say);
        output.good(RequestLines.subject(request) + " may enter " + request.environment());
    }

    /** Shows that it is refused. */
    public void showRefused(DeploymentRequest request) {
        output.bad(RequestLines.subject(request) + " may not enter " + request.environment() + "; the request is "
                + request.state() + ":");
        RequestLines.refusal(request).forEach(output::say);
    }

    private List<String> approvals(DeploymentRequest request) {
        if (request.isConfigure()) {
            return approvals(request.json());
        }
        try {
            return approvals(ledger.get(question(request), "the look for approvals"));
        } catch (LedgerException | CredentialException e) {
            // Not essential: the release's page shows the approvals.
            return List.of();
        }
    }

    /** The question to the gate that a request for a release is. */
    static ApiPath question(DeploymentRequest request) {
        return ApiPath.of("gate")
                .with("service", request.service())
                .with("version", request.version())
                .with("environment", request.environment())
                .with("rollback", request.isRollback())
                .with("actor", request.actor());
    }

    /** The approvals that count, of what the gate answers for a release, or of a request for a configuration, which has its own. */
    static List<String> approvals(Json answer) {
        Set<String> ignored = answer.items("ignored").stream()
                .map(one -> one.text("approvalId"))
                .collect(Collectors.toSet());
        return answer.items("approvals").stream()
                .filter(one -> one.text("verdict").equals("approved") && !ignored.contains(one.text("id")))
                .map(one -> "    Approved by " + one.text("approver")
                        + one.find("comment")
                                .map(comment -> ": “" + comment + "”")
                                .orElse("."))
                .toList();
    }
}
