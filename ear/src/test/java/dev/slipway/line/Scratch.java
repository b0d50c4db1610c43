package dev.slipway.line;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for what a test class puts into the ledger; all of it is gone when the class is over. */
public final class Scratch implements AutoCloseable {
    private static final String RELEASES =
            "(select r.id from release r join service s on s.id = r.service_id where s.name like ?)";
    private static final String EVIDENCE = "(select id from evidence where release_id in " + RELEASES + ")";
    private static final List<String> REMOVALS = List.of(
            "delete from deployment_request_step where request_id in"
                    + " (select q.id from deployment_request q where q.release_id in " + RELEASES + ")",
            "delete from gate_decision where release_id in " + RELEASES,
            "delete from deployment_request where release_id in " + RELEASES,
            "delete from approval where release_id in " + RELEASES,
            "delete from evidence_failure where evidence_id in " + EVIDENCE,
            "delete from evidence_part where evidence_id in " + EVIDENCE,
            "delete from evidence where release_id in " + RELEASES,
            "delete from restart where service_id in (select id from service where name like ?)",
            "delete from restart where environment_id in (select id from environment where name like ?)",
            "delete from thread_dump where service like ?",
            "delete from worker_figures where service like ?",
            "delete from service_configuration where service_id in (select id from service where name like ?)",
            "delete from service_configuration where environment_id in (select id from environment where name like ?)",
            "delete from configuration_key where kid like ?",
            "delete from server_group where service_id in (select id from service where name like ?)",
            "delete from server_group where environment_id in (select id from environment where name like ?)",
            "delete from service_definition where service_id in (select id from service where name like ?)",
            "delete from policy where environment_id in (select id from environment where name like ?)",
            "delete from deployment_lock where environment_id in (select id from environment where name like ?)",
            "delete from sync where environment_id in (select id from environment where name like ?)",
            "delete from sync where service_id in (select id from service where name like ?)",
            "delete from worker_archive where worker in (select w.name from worker w join environment e on e.id = w.environment_id where e.name like ?)",
            "delete from worker where environment_id in (select id from environment where name like ?)",
            "delete from drift where environment_id in (select id from environment where name like ?)",
            "delete from confirmation where environment like ?",
            "delete from event where deployment_id in (select d.id from deployment d join service s on s.id = d.service_id where s.name like ?)",
            "delete from event where deployment_id in (select d.id from deployment d join environment e on e.id = d.environment_id where e.name like ?)",
            "delete from drift where service_id in (select id from service where name like ?)",
            "delete from worker_archive where service_id in (select id from service where name like ?)",
            "delete from deployment where service_id in (select id from service where name like ?)",
            "delete from deployment where environment_id in (select id from environment where name like ?)",
            "delete from archive_claim where service_id in (select id from service where name like ?)",
            "delete from release_commit where release_id in " + RELEASES,
            "delete from release where service_id in (select id from service where name like ?)",
            "delete from service where name like ?",
            "delete from environment where name like ?");

    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String DEADLOCK = "40P01";

    private final String prefix =
            "it-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
    private final AtomicInteger names = new AtomicInteger();

    /** A name that nobody else has. */
    public String name() {
        return prefix + "-" + names.incrementAndGet();
    }

    /** A service of a new name, that this caller creates. */
    public String service(Caller caller) {
        String name = name();
        caller.post("/api/v1/services", Map.of("name", name, "title", "Test " + name))
                .expect(201);
        return name;
    }

    /** What a worker's log shows last may come in while this goes on, and locks what is to go: then it is begun again. */
    @Override
    public void close() {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsMatching(Scratch::isInTheWay)
                .untilAsserted(this::remove);
    }

    private void remove() throws SQLException {
        try (Connection database = Line.running().database()) {
            for (String removal : REMOVALS) {
                try (PreparedStatement statement = database.prepareStatement(removal)) {
                    statement.setString(1, prefix + "-%");
                    statement.executeUpdate();
                }
            }
        }
    }

    private static boolean isInTheWay(Throwable failure) {
        return failure instanceof SQLException refused
                && (FOREIGN_KEY_VIOLATION.equals(refused.getSQLState()) || DEADLOCK.equals(refused.getSQLState()));
    }
}
