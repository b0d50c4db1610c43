package dev.slipway.line.agent.ledger;

import dev.slipway.line.agent.task.DeploymentTask;
import dev.slipway.line.agent.task.RestartTask;
import dev.slipway.line.agent.task.SyncTask;
import dev.slipway.line.agent.task.Task;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.http.Json;
import dev.slipway.line.roll.FormerProbe;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's answer to a claim. */
final class ClaimedTask {
    private ClaimedTask() {}

    static Task of(Json json) {
        String id = json.text("id");
        String environment = json.text("environment");
        String lock = json.find("lockId").orElse(null);
        boolean isResumed = json.is("isResumed");
        return switch (json.text("kind")) {
            case "sync" ->
                new SyncTask(
                        id, environment, lock, isResumed, json.find("service").orElse(null), json.is("isBack"));
            case "restart" ->
                new RestartTask(id, environment, lock, isResumed, json.text("service"), json.is("isForDefinition"));
            default ->
                new DeploymentTask(
                        DeploymentTask.DEPLOYMENT,
                        id,
                        environment,
                        lock,
                        isResumed,
                        json.text("service"),
                        json.text("version"),
                        new Digest(json.text("artifactDigest")),
                        json.is("isRollback"),
                        json.find("probePath").orElse(null),
                        number(json, "probeSeconds"),
                        probeBefore(json),
                        null,
                        null,
                        json.is("isConfigure"),
                        number(json, "configurationVersion"),
                        number(json, "configurationBefore"),
                        live(json));
        };
    }

    private static @Nullable Integer number(Json json, String member) {
        return json.find(member).map(Integer::valueOf).orElse(null);
    }

    private static @Nullable FormerProbe probeBefore(Json json) {
        Json probe = json.object("probeBefore");
        return json.has("probeBefore")
                ? new FormerProbe(
                        probe.find("path").orElse(null), (int) probe.number("seconds", DeploymentTask.PROBE_SECONDS))
                : null;
    }

    private static DeploymentTask.@Nullable Live live(Json json) {
        Json live = json.object("rehearsal");
        return json.has("rehearsal")
                ? new DeploymentTask.Live(new Digest(live.text("digest")), live.text("version"))
                : null;
    }
}
