package dev.slipway.line.cli.lines;

import dev.slipway.line.ledger.request.DeploymentRequest;
import dev.slipway.line.ledger.request.RequestStep;
import java.util.List;

/** Formats deployment requests. */
public final class RequestLines {
    private RequestLines() {}

    /** The release that it deploys. */
    public static String subject(DeploymentRequest request) {
        String release = request.service() + " " + request.version();
        return request.isConfigure()
                ? release + " with version "
                        + request.json().find("configurationVersion").orElse("?") + " of its configuration"
                : release;
    }

    /** All reasons against it. */
    public static List<String> reasons(DeploymentRequest request) {
        return request.reasons().stream().map(reason -> "    " + reason).toList();
    }

    /** Why the request ended without a deployment. */
    public static List<String> refusal(DeploymentRequest request) {
        List<String> reasons = reasons(request);
        if (!reasons.isEmpty()) {
            return reasons;
        }
        return List.of(request.isDone() ? "    It has been deployed already." : "    No reason was given.");
    }

    /** The advice for an agent that is silent since then. */
    public static String silence(String since) {
        return "    The agent has not reported since " + since
                + ". On the line's machine: ./slipway status; or give the request up on its page";
    }

    /** One step of the agent. */
    public static String step(RequestStep step) {
        return step.worker().map(worker -> worker + ": ").orElse("") + step.text();
    }
}
