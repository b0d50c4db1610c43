package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.TestAgent;
import dev.slipway.line.load.Balancer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whether httpd takes the ledger's workers for well. */
@Isolated
@Order(Order.DEFAULT - 1)
class ReadinessIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    /** As many connections as a worker's pool has. */
    private static final int POOL = 10;

    /** One of them is the feed's, unless that has just lost it. */
    private static final int LENT = POOL - 1;

    /** So many requests get a connection also where the ledger's own jobs have some. */
    private static final int SURE = LENT - 3;

    /** Longer than a worker waits for its database to answer. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    /** Shorter than a question for work lasts here, with time for a look at httpd before it ends. */
    private static final Duration NOT_AT_ONCE = Duration.ofSeconds(1);

    /** In one of so many, nothing else is under way. */
    private static final int LOOKS = 10;

    /** It is busy then, and not away: httpd would have nobody else to ask. */
    @Test
    void isKeptWhileAllConnectionsAreAtWork() throws SQLException {
        try (Connection other = Line.running().superuser("slipway");
                Statement lock = other.createStatement();
                // What others do is shown as it was when a transaction first looked.
                Connection looker = Line.running().superuser("slipway");
                Statement look = looker.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("lock table public.environment in access exclusive mode");
            List<CompletableFuture<Answer>> held = ask(SURE);
            await().until(() -> waiting(look) >= 2 * SURE);
            // Whoever of these waits too long for a connection is refused.
            List<CompletableFuture<Answer>> more = ask(POOL - SURE);
            await().until(() -> waiting(look) >= 2 * LENT);

            await().during(LONG_ENOUGH)
                    .until(() -> Caller.pipeline().get("/api/v1/me").status() == 200);

            other.rollback();
            assertThat(held).allMatch(answer -> Caller.join(answer).status() == 200);
            await().until(() -> more.stream().allMatch(CompletableFuture::isDone));
        }
    }

    /** So many requests for each worker, each of which reads the table that is locked. */
    private static List<CompletableFuture<Answer>> ask(int requests) {
        return Stream.of("worker-1", "worker-2")
                .map(worker -> Caller.pipeline().at(worker))
                .flatMap(caller -> Stream.generate(() -> caller.getAsync("/api/v1/environments"))
                        .limit(requests))
                .toList();
    }

    /** A deployment of the ledger drains its workers; the agent's questions for work last for half a minute. */
    @Test
    void isNotBusyWithThoseWhoWait() {
        Scene scene = new Scene(REALM, SCRATCH);
        TestAgent agent = scene.agent(REALM);
        agent.caller().at("worker-1");
        int before = leastBusy();
        List<CompletableFuture<Answer>> waiting = List.of(
                agent.caller().postAsync("/api/v1/agent/claims?wait=10", Map.of("environment", scene.environment)),
                agent.caller()
                        .postAsync(
                                "/api/v1/agent/thread-dumps/claims?wait=10",
                                Map.of("environments", List.of(scene.environment))));

        await().during(NOT_AT_ONCE).until(() -> waiting.stream().noneMatch(CompletableFuture::isDone));
        await().until(() -> Balancer.busy("worker-1") <= before);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(waiting).allMatch(answer -> Caller.join(answer).status() == 204);
    }

    /** Not always none: httpd 2.4 counts some requests for ever once it was under full load. */
    private static int leastBusy() {
        return IntStream.range(0, LOOKS)
                .map(look -> Balancer.busy("worker-1"))
                .min()
                .orElseThrow();
    }

    private static int waiting(Statement look) throws SQLException {
        try (ResultSet rows = look.executeQuery(
                "select count(*) from pg_catalog.pg_stat_activity where usename = 'ledger' and wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
