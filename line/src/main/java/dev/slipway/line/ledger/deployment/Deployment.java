package dev.slipway.line.ledger.deployment;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A deployment on record.
 *
 * @param service the service
 * @param environment the environment
 * @param version the release's version; empty if the archive is of no known release
 * @param artifactDigest the archive; empty if it was no longer readable
 * @param archive its deployment name on the workers
 * @param operation the operation: deploy, replace, redeploy, undeploy, remove
 * @param channel the channel
 * @param actor who did it
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param workers the workers whose logs show it
 * @param json the full answer
 */
public record Deployment(
        String service,
        String environment,
        Optional<String> version,
        Optional<String> artifactDigest,
        Optional<String> archive,
        String operation,
        String channel,
        String actor,
        String startedAt,
        String finishedAt,
        List<String> workers,
        Json json) {
    public Deployment {
        workers = List.copyOf(workers);
    }

    static Deployment of(Json json) {
        return new Deployment(
                json.text("service"),
                json.text("environment"),
                json.find("version"),
                json.find("artifactDigest"),
                json.find("archive"),
                json.text("operation"),
                json.text("channel"),
                json.text("actor"),
                json.text("startedAt"),
                json.text("finishedAt"),
                json.texts("workers"),
                json);
    }

    /** Who did it, for people: the person who ran the pipeline, with its client, where that is known. */
    public String who() {
        return json.find("triggeredBy")
                .map(person -> person + " (" + actor.replaceFirst("^service-account-", "") + ")")
                .orElse(actor);
    }

    /** Whether the archive ran after it. */
    public boolean leavesRunning() {
        return operation.equals("deploy") || operation.equals("replace") || operation.equals("redeploy");
    }
}
