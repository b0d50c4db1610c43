package dev.slipway.line.cli.follow;

import dev.slipway.line.cli.command.ExitCode;
import dev.slipway.line.cli.command.Failure;
import dev.slipway.line.cli.lines.Durations;
import dev.slipway.line.cli.lines.RequestLines;
import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What is said of a request at the end: that it was carried out, or that its caller does not follow it any more. */
final class FollowOutcome {
    private FollowOutcome() {}

    /**
     * Of one whose release runs.
     *
     * @param workers on how many workers something was done
     * @param address where its users reach the service; empty if that is unknown
     */
    static String succeeded(DeploymentRequest request, int workers, Optional<URI> address) {
        return RequestLines.subject(request) + " is live in " + request.environment()
                + (workers == 0 ? "" : " on " + workers + (workers == 1 ? " worker" : " workers"))
                + address.map(url -> ": " + url).orElse("");
    }

    /**
     * Of one whose release does not run.
     *
     * @param live the version that is live instead
     * @param page the page of the deployment, if there was one
     */
    static Failure failed(
            DeploymentRequest request, Optional<String> live, boolean isRollbackFailed, Optional<String> page) {
        String subject = RequestLines.subject(request);
        String cause =
                request.failure().flatMap(text -> text.lines().findFirst()).orElse("the agent does not say why");
        String runs = live.map(version -> runs(request.service(), version, isRollbackFailed))
                .orElse("No release of it is live.");
        return new Failure(
                subject + " does not run in " + request.environment() + ": " + cause + (cause.endsWith(".") ? "" : "."),
                runs + page.map(url -> " Details: " + url).orElse(""));
    }

    /** Of one that goes on without its caller: their credential has expired, or the ledger does not answer. */
    static Failure unfollowed(DeploymentRequest request, CallException why) {
        return new Failure(
                request.isWaiting() ? ExitCode.WAITING : ExitCode.FAILED,
                why.what(),
                goesOn(request) + " " + why.remedy());
    }

    /** Of one that the agent has not started within this time. */
    static Failure notStarted(DeploymentRequest request, Duration turn) {
        return new Failure(
                ExitCode.WAITING,
                "The agent has not started " + RequestLines.subject(request) + " within " + Durations.text(turn) + ".",
                "The request stays open. " + again(request));
    }

    /** What becomes of one that waits or runs, and how to follow it further. */
    static String goesOn(DeploymentRequest request) {
        String how = request.isWaiting()
                ? "The request stays open: once it is allowed, the agent carries it out. "
                : "The deployment continues. ";
        return how + again(request);
    }

    private static String again(DeploymentRequest request) {
        return "To follow it: slipway status " + request.service();
    }

    private static String runs(String service, String version, boolean isRollbackFailed) {
        String release = service + " " + version;
        return isRollbackFailed
                ? "Not every worker is rolled back to " + release + ": slipway services show " + service + "."
                : "Running as before: " + release + ".";
    }
}
