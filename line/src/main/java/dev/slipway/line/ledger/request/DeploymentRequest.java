package dev.slipway.line.ledger.request;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A deployment request.
 *
 * @param id its id
 * @param service the service
 * @param version the release's version
 * @param releaseId the release
 * @param environment the target environment
 * @param actor who requested it
 * @param state its state: waiting, allowed, running, refused, withdrawn, done
 * @param isRollback whether it is a rollback
 * @param isForAgent whether the line's agent carries it out
 * @param reasons why it may not proceed, at the last evaluation of the gate, and what to do about it
 * @param outcome the outcome of its deployment: succeeded, failed
 * @param failure why the deployment failed
 * @param deploymentId its deployment
 * @param silentSince when the agent that carries it out was last seen, if that is minutes ago
 * @param json the full answer
 */
public record DeploymentRequest(
        String id,
        String service,
        String version,
        String releaseId,
        String environment,
        String actor,
        String state,
        boolean isRollback,
        boolean isForAgent,
        List<String> reasons,
        Optional<String> outcome,
        Optional<String> failure,
        Optional<String> deploymentId,
        Optional<String> silentSince,
        Json json) {
    public static DeploymentRequest of(Json json) {
        return new DeploymentRequest(
                json.text("id"),
                json.text("service"),
                json.text("version"),
                json.text("releaseId"),
                json.text("environment"),
                json.text("actor"),
                json.text("state"),
                json.is("isRollback"),
                json.is("isForAgent"),
                json.items("reasons").stream()
                        .map(reason -> reason.text("detail"))
                        .toList(),
                json.find("outcome"),
                json.find("failure"),
                json.find("deploymentId"),
                json.find("silentSince"),
                json);
    }

    /** Whether it changes only the configuration and keeps the release. */
    public boolean isConfigure() {
        return json.find("kind").equals(Optional.of("configure"));
    }

    /** Whether the gate lets it wait. */
    public boolean isWaiting() {
        return state.equals("waiting");
    }

    /** Whether the gate allows it and nothing executes it yet. */
    public boolean isAllowed() {
        return state.equals("allowed");
    }

    /** Whether it is being carried out. */
    public boolean isRunning() {
        return state.equals("running");
    }

    /** Whether it was carried out, whatever the outcome. */
    public boolean isDone() {
        return state.equals("done");
    }

    /** Whether its release runs. */
    public boolean isSucceeded() {
        return outcome.equals(Optional.of("succeeded"));
    }

    /** Whether its deployment failed. */
    public boolean isFailed() {
        return outcome.equals(Optional.of("failed"));
    }

    /** Whether it is in a final state. */
    public boolean isOver() {
        return state.equals("refused") || state.equals("withdrawn") || isDone();
    }

    /** How it ended, as a sentence. */
    public String end() {
        return failure.orElse("It is " + state + ".");
    }
}
