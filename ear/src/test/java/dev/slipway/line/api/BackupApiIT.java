package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the line's owner tells of backups, and what the ledger says of them. */
@InTurn
@ResourceLock(BackupApiIT.LOCK)
class BackupApiIT {
    /** A lock of tests: of those that tell of backups. */
    static final String LOCK = "backups";

    /** Before any that a line takes, so that no page shows them first. */
    private static final String TAKEN = "2001-02-03T02:30:00Z";

    private static final String ADDRESS = "/api/v1/agent/backup";

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Caller AGENT = REALM.client("agent", "viewer");

    @AfterAll
    static void forget() {
        Database.execute("delete from backup where taken_at < '2002-01-01' or taken_at > '2100-01-01'");
    }

    @Test
    void ofTheSameOneTheNewestWordCountsAndItsProofStays() {
        AGENT.put(ADDRESS, Map.of("takenAt", TAKEN, "snapshot", "43b55275", "bytes", 1000, "databases", 3))
                .expect(204);
        AGENT.put(
                        ADDRESS,
                        Map.of(
                                "takenAt",
                                TAKEN,
                                "snapshot",
                                "43b55275",
                                "provenAt",
                                "2001-02-03T02:32:00Z",
                                "provenSeconds",
                                41))
                .expect(204);
        AGENT.put(ADDRESS, Map.of("takenAt", TAKEN, "error", "The disk is on fire."))
                .expect(204);
        JsonNode backup = find(TAKEN);
        assertThat(backup.path("snapshot").asText()).isEqualTo("43b55275");
        assertThat(backup.path("bytes").asLong()).isEqualTo(1000);
        assertThat(backup.path("provenSeconds").asLong()).isEqualTo(41);
        assertThat(backup.path("error").asText()).isEqualTo("The disk is on fire.");
    }

    @Test
    void ofTheSameSnapshotAllIsToldOfOneBackup() {
        String taken = "2001-03-03T02:30:00Z";
        String stored = "2001-03-03T02:31:00Z";
        AGENT.put(ADDRESS, Map.of("takenAt", taken, "snapshot", "43b55277", "bytes", 1000, "databases", 3))
                .expect(204);
        AGENT.put(ADDRESS, Map.of("takenAt", stored, "snapshot", "43b55277".repeat(8), "error", "The disk is on fire."))
                .expect(204);
        assertThat(find(taken).path("error").asText()).isEqualTo("The disk is on fire.");
        assertThat(Database.texts("select id from backup where taken_at = ?::timestamptz", stored))
                .isEmpty();
    }

    @Test
    void onlyTheAgentTells() {
        Caller.pipeline().put(ADDRESS, Map.of("takenAt", TAKEN)).expectProblem(403, "forbidden");
    }

    @Test
    void aProofIsOfABackup() {
        AGENT.put(ADDRESS, Map.of("takenAt", TAKEN, "snapshot", "no id")).expectProblem(400, "invalid-request");
        AGENT.put(ADDRESS, Map.of("takenAt", TAKEN, "provenAt", TAKEN)).expectProblem(400, "invalid-request");
        AGENT.put(ADDRESS, Map.of("snapshot", "43b55275")).expectProblem(400, "invalid-request");
    }

    @Test
    void oneFromTheFutureIsNotTheLast() {
        String future = "2101-02-03T02:30:00Z";
        AGENT.put(ADDRESS, Map.of("takenAt", TAKEN, "snapshot", "43b55275", "provenAt", TAKEN, "provenSeconds", 41))
                .expect(204);
        AGENT.put(ADDRESS, Map.of("takenAt", future, "snapshot", "43b55276", "provenAt", future, "provenSeconds", 41))
                .expect(204);
        long latest = Instant.now().plusSeconds(60).getEpochSecond();
        assertThat(Caller.pipeline().get("/metrics").body().lines())
                .filteredOn(line -> line.matches("slipway_backup_(taken|proven)_timestamp_seconds .*"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(Double.parseDouble(line.substring(line.indexOf(' '))))
                        .isLessThan(latest));
    }

    private static JsonNode find(String takenAt) {
        for (JsonNode one :
                Caller.pipeline().get("/api/v1/backups?limit=100").expect(200).path("items")) {
            if (one.path("takenAt").asText().equals(takenAt)) {
                return one;
            }
        }
        throw new AssertionError("no backup of " + takenAt);
    }
}
