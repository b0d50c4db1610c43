package dev.slipway.line.ledger;

import dev.slipway.line.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * A deployment on record.
 *
 * @param service what was deployed
 * @param environment where to
 * @param version the release's version; none where no release accounts for it
 * @param artifactDigest the archive; none where it could not be read any more
 * @param archive its name on the workers
 * @param operation what it did: deploy, replace, redeploy, undeploy, remove
 * @param channel through which door
 * @param actor who did it
 * @param startedAt when it began
 * @param finishedAt when it was over
 * @param workers the workers whose logs show it
 * @param json all that was answered
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
    /** Keeps a copy. */
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

    /** Whether the archive ran after it. */
    public boolean leavesRunning() {
        return operation.equals("deploy") || operation.equals("replace") || operation.equals("redeploy");
    }
}
