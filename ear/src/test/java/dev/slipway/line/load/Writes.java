package dev.slipway.line.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The deployments that a load records, of a service and in an environment of its own: each is told by when it began. */
public final class Writes {
    /** Not as long ago as what an admin alone records. */
    private static final Instant EPOCH =
            Instant.now().minus(22, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
    /** So many that none of them lies ahead. */
    private static final long STEP_MILLIS = 500;

    private final String service;
    private final String environment;
    private final Caller caller;
    private final String first;

    Writes(Scratch scratch, Realm realm, Caller caller) {
        this.caller = caller;
        service = scratch.service(caller);
        environment = scratch.name();
        realm.client("admin")
                .post("/api/v1/environments", Map.of("name", environment, "title", environment, "rank", 60))
                .expect(201);
        caller.post(
                        "/api/v1/releases",
                        Map.of(
                                "service",
                                service,
                                "version",
                                "1.0",
                                "artifactDigest",
                                "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"))
                .expect(201);
        first = caller.postText("/api/v1/deployments", body(-1), "Content-Type", "application/json")
                .expect(201)
                .path("id")
                .asText();
    }

    String service() {
        return service;
    }

    /** The id of the one that is there before the load. */
    String first() {
        return first;
    }

    String body(int number) {
        Instant began = began(number);
        return """
                {"service":"%s","version":"1.0","environment":"%s","channel":"pipeline","startedAt":"%s","finishedAt":"%s","outcome":"succeeded"}""".formatted(service, environment, began, began.plusSeconds(1));
    }

    /** Sends those again that failed, under the same keys, as their clients would. */
    public void sendAgain(List<Sent> failed) {
        for (Sent one : failed) {
            caller.postText(
                            one.call().path(),
                            one.call().body(),
                            "Content-Type",
                            "application/json",
                            "Idempotency-Key",
                            one.call().key(service))
                    .expect(201);
        }
    }

    /** Whatever was acknowledged is there, and nothing is there twice. */
    public void check(Figures figures) {
        Kept kept = kept();
        assertThat(kept.doubled()).as("writes that are there twice").isEmpty();
        assertThat(kept.lost(figures))
                .as("writes that were acknowledged and are not there")
                .isEmpty();
    }

    /** What is there now. */
    public Kept kept() {
        Map<Instant, String> ids = new HashMap<>();
        Set<Instant> doubled = new HashSet<>();
        for (Map.Entry<Instant, String> one : Database.query(
                "select d.id, d.started_at from deployment d join service s on s.id = d.service_id where s.name = ?",
                row -> Map.entry(row.getTimestamp(2).toInstant(), row.getString(1)),
                service)) {
            if (ids.put(one.getKey(), one.getValue()) != null) {
                doubled.add(one.getKey());
            }
        }
        return new Kept(ids, doubled);
    }

    /**
     * What became of the writes.
     *
     * @param ids each by when it began
     * @param doubled those that are there more than once
     */
    public record Kept(Map<Instant, String> ids, Set<Instant> doubled) {
        /** Those that were acknowledged and are not there. */
        public List<Sent> lost(Figures figures) {
            return figures.acknowledgedWrites().stream()
                    .filter(one -> !one.said().equals(ids.get(began(one.call().number()))))
                    .toList();
        }
    }

    /** How many there are, but for the first. */
    public int count() {
        return Database.query(
                                "select count(*) from deployment d join service s on s.id = d.service_id where s.name = ?",
                                row -> row.getInt(1),
                                service)
                        .get(0)
                - 1;
    }

    private static Instant began(int number) {
        return EPOCH.plusMillis(number * STEP_MILLIS);
    }
}
