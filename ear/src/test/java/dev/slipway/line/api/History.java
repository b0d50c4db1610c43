package dev.slipway.line.api;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A service of its own in an environment of its own, and what was deployed there. */
final class History {
    static final Duration TAKEN = Duration.ofMinutes(10);

    final String service;
    final String environment;
    private final Caller caller;
    private final Caller admin;

    History(Scratch scratch, Realm realm, Caller caller) {
        this.caller = caller;
        service = scratch.service(caller);
        environment = scratch.name();
        admin = realm.client("admin");
        admin.post("/api/v1/environments", Requests.environment(environment)).expect(201);
    }

    /** Records a release, with these members set. */
    String release(String version, Map<String, ?> members) {
        Map<String, Object> request = Requests.release(service, version);
        members.forEach(request::put);
        return caller.post("/api/v1/releases", request).expect(201).path("id").asText();
    }

    /** Records a success that took ten minutes, as only an admin may: it is long ago. */
    String deploy(String version, String startedAt) {
        return deploy(version, startedAt, Map.of());
    }

    /** Records a deployment that took ten minutes, with these members set. */
    String deploy(String version, String startedAt, Map<String, ?> members) {
        Map<String, Object> request = Requests.deployment(service, version);
        request.put("environment", environment);
        request.put("startedAt", startedAt);
        request.put("finishedAt", Instant.parse(startedAt).plus(TAKEN).toString());
        members.forEach(request::put);
        return admin.post("/api/v1/deployments", request).expect(201).path("id").asText();
    }

    Answer markIntervention(String id, boolean isNeeded) {
        return caller.put("/api/v1/deployments/" + id + "/intervention", Map.of("isNeeded", isNeeded));
    }

    Answer linkRepair(String id, String repaired) {
        return caller.put("/api/v1/deployments/" + id + "/repair", Map.of("deploymentId", repaired));
    }

    /** The ids that a list of its deployments has. */
    List<String> find(String filter) {
        return caller.get("/api/v1/deployments?limit=100&service=" + service + "&" + filter)
                .items("id");
    }

    /** What only workers' logs tell of a deployment. */
    static void observe(String id, String operation, String archive) {
        Database.update("update deployment set operation = ?, archive = ? where id = ?::uuid", operation, archive, id);
    }

    /** What the agent did and has not reported. */
    static void observeAgent(String id) {
        Database.update(
                "update deployment set executor = 'agent', is_claimed = false, workers = '{worker-1}' where id = ?::uuid",
                id);
    }
}
