package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/** A restart of the database ends all connections between two requests. None of the requests that follow fails. */
@Isolated
@Order(Order.DEFAULT - 1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DatabaseRestartIT {
    private static final int REQUESTS = 40;
    private static final int RESTARTS = 2;
    private static final int LOSSES = 2;
    private static final int LAST = Order.DEFAULT + 1;
    private static final String LISTENING = "usename = 'ledger' and query like 'listen %'";

    /** With a token of its own, which is new when its tests begin. */
    private static final Caller PIPELINE =
            Caller.client("pipeline", Line.running().secret("pipeline-client-secret"));

    private static Future<Boolean> ofKeycloak;

    /** Beside the other tests, which end other connections: those of an isolated class all run in one thread. */
    @BeforeAll
    static void begin() {
        // None is due while Keycloak's connections are ended.
        PIPELINE.token();
        ExecutorService beside = Executors.newSingleThreadExecutor();
        ofKeycloak = beside.submit(() -> {
            askForTokens();
            return true;
        });
        beside.shutdown();
    }

    @Test
    void failsNoRequest() throws Exception {
        try (Connection superuser = Line.running().superuser("slipway");
                Statement statement = superuser.createStatement()) {
            for (int restart = 0; restart < RESTARTS; restart++) {
                // So many at once that there are several connections, and that all have answered a moment ago.
                assertThat(answers()).containsOnly(200);
                assertThat(ended(statement, "usename = 'ledger' and application_name like 'worker-_'"))
                        .isGreaterThan(2);
                assertThat(answers())
                        .as("answers after the connections were ended")
                        .containsOnly(200);
            }
        }
    }

    /** Each worker's feed has a connection of its own, which goes back to the pool when it is lost. */
    @Test
    void lendsNobodyWhatTheFeedHasLost() throws Exception {
        try (Connection superuser = Line.running().superuser("slipway");
                Statement statement = superuser.createStatement()) {
            for (int loss = 0; loss < LOSSES; loss++) {
                awaitListeners(statement);
                // The pool's look waits for nothing where a message has just come.
                statement.execute("select pg_notify('ledger', '{}')");
                assertThat(ended(statement, LISTENING)).isPositive();
                assertThat(answers()).as("answers after the feed was ended").containsOnly(200);
            }
            awaitListeners(statement);
        }
    }

    /** Nor do those for tokens, which Keycloak answers by connections of its own. */
    @Test
    @Order(LAST)
    void refusesNoToken() throws Exception {
        assertThat(ofKeycloak.get()).isTrue();
    }

    private static void askForTokens() throws Exception {
        try (Connection superuser = Line.running().superuser("slipway");
                Statement statement = superuser.createStatement()) {
            for (int restart = 0; restart < RESTARTS; restart++) {
                assertThat(tokens()).containsOnly(200);
                assertThat(ended(statement, "usename = 'keycloak'")).isGreaterThan(2);
                assertThat(tokens())
                        .as("answers after the connections were ended")
                        .containsOnly(200);
            }
        }
    }

    /** Ends the connections that are these and have nothing to do, and waits until they are gone; gives how many. */
    static int ended(Statement statement, String which) throws SQLException {
        return count(statement, """
                select count(*) filter (where pg_terminate_backend(pid, 5000)) from pg_stat_activity
                where state = 'idle' and """ + " " + which);
    }

    private static void awaitListeners(Statement statement) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(listeners(statement)).isEqualTo(2));
    }

    private static int listeners(Statement statement) throws SQLException {
        return count(statement, "select count(*) from pg_stat_activity where " + LISTENING);
    }

    private static int count(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<Integer> answers() throws Exception {
        return statuses(() -> PIPELINE.get("/api/v1/deployments?limit=1"));
    }

    private static List<Integer> tokens() throws Exception {
        String form = "grant_type=client_credentials&client_id=pipeline&client_secret="
                + Line.running().secret("pipeline-client-secret");
        return statuses(() -> Caller.token(form));
    }

    private static List<Integer> statuses(Callable<Answer> request) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(REQUESTS);
        try {
            List<Future<Answer>> asked = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> clients.submit(request))
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : asked) {
                statuses.add(answer.get().status());
            }
            return statuses;
        } finally {
            clients.shutdown();
        }
    }
}
