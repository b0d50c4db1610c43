package dev.slipway.line.api;

import dev.slipway.line.Beside;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is wrong with a service reaches the receiver that wants to hear of it, and so does its end. */
@Beside
class AlertIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Duration SOON = Duration.ofSeconds(45);

    /** A worker is missed after two minutes. */
    private static final Duration MISSED = Duration.ofMinutes(2).plus(SOON);

    private final Scene scene = new Scene(REALM, SCRATCH);

    @Test
    void tellsOfADrift() {
        String worker = SCRATCH.name();
        try (AlertReceiver receiver = receiver()) {
            String id = Database.texts("""
                            insert into drift (id, service_id, environment_id, worker, archive, kind, detected_at)
                            select gen_random_uuid(), s.id, e.id, ?, 'shop.war', 'missing', now()
                            from service s, environment e where s.name = ? and e.name = ? returning id""", worker, scene.service, scene.environment)
                    .get(0);
            String title = worker + " differs from the ledger: shop.war";

            receiver.expect(SOON, "alert.opened", "drift", title, "/drift/?id=" + id);
            Database.update(
                    "update drift set cleared_at = now(), cleared_by = 'a', clearance = 'removed' where id = ?::uuid",
                    id);
            receiver.expect(SOON, "alert.closed", "drift", title, "/drift/?id=" + id);
        }
    }

    @Test
    void tellsOfAWorkerThatIsAway() {
        String worker = SCRATCH.name();
        try (AlertReceiver receiver = receiver()) {
            Database.update("""
                    insert into worker_figures (worker, service, environment, at, is_answering)
                    values (?, ?, ?, now(), false)""", worker, scene.service, scene.environment);
            String title = worker + ", a worker of " + scene.service + ", is not responding";

            receiver.expect(MISSED, "alert.opened", "away", title, "/services/");
            Database.update("update worker_figures set is_answering = true where worker = ?", worker);
            receiver.expect(SOON, "alert.closed", "away", title, "/services/");
        }
    }

    @Test
    void tellsOfARollback() {
        try (AlertReceiver receiver = receiver()) {
            scene.release("1.0");
            scene.release("2.0");
            deployed("2.0", false, 20);
            String id = deployed("1.0", true, 10);

            receiver.expect(
                    SOON,
                    "notice.rolled-back",
                    "rolled-back",
                    scene.service + " 1.0 runs in " + scene.environment + " again, by a rollback",
                    "/deployments/?id=" + id);
        }
    }

    private AlertReceiver receiver() {
        return new AlertReceiver(scene.admin, SCRATCH.name(), List.of(scene.service));
    }

    /** Records a deployment that began so many seconds ago. */
    private String deployed(String version, boolean isRollback, int secondsAgo) {
        Instant began = Instant.now().minusSeconds(secondsAgo);
        Map<String, Object> deployment = Requests.with(
                Requests.with(
                        Requests.with(
                                Requests.with(
                                        Requests.deployment(scene.service, version), "environment", scene.environment),
                                "startedAt",
                                began.toString()),
                        "finishedAt",
                        began.plusSeconds(5).toString()),
                "isRollback",
                isRollback);
        return scene.admin
                .post("/api/v1/deployments", deployment)
                .expect(201)
                .path("id")
                .asText();
    }
}
