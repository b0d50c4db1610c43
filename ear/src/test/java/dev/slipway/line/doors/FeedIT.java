package dev.slipway.line.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.SignIn;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What changes is told to whoever listens, through httpd, at once. */
@Isolated
@Order(Order.DEFAULT - 1)
@Timeout(60)
class FeedIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    /** As many as may follow at a worker of one client. */
    private static final int PLACES = 24;

    @Test
    void tellsWhatChanges() throws Exception {
        try (Stream<String> lines = follow(null).body()) {
            Iterator<String> stream = lines.iterator();
            assertThat(after(stream, "event: welcome")).startsWith("id: ");
            String service = SCRATCH.service(Caller.pipeline());
            CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> data(stream, service));
            assertThat(told.get(Probe.PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("\"kind\":\"service\"");
        }
    }

    @Test
    void tellsAfterABreakWhatWasMissed() throws Exception {
        String id;
        try (Stream<String> lines = follow(null).body()) {
            id = after(lines.iterator(), "event: welcome").substring("id: ".length());
        }
        String service = SCRATCH.service(Caller.pipeline());
        try (Stream<String> lines = follow(id).body()) {
            assertThat(data(lines.iterator(), service)).contains("\"kind\":\"service\"");
        }
    }

    @Test
    void tellsWhoeverWasAwayTooLongToLoadEverything() throws Exception {
        try (Stream<String> lines = follow("of-another-worker-17").body()) {
            Iterator<String> stream = lines.iterator();
            after(stream, "event: welcome");
            assertThat(after(stream, "event: reset")).startsWith("id: ");
        }
    }

    @Test
    void tellsToLoadEverythingWhenTheDatabaseWasLost() throws Exception {
        try (Stream<String> lines = follow(null).body();
                Connection database = Line.running().superuser("slipway");
                Statement statement = database.createStatement()) {
            Iterator<String> stream = lines.iterator();
            after(stream, "event: welcome");
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where usename = 'ledger' and query ilike 'listen %'""");
            assertThat(after(stream, "event: reset")).startsWith("id: ");
            String service = SCRATCH.service(Caller.pipeline());
            assertThat(data(stream, service)).contains("\"kind\":\"service\"");
        }
    }

    @Test
    void tellsNothingToStrangers() {
        Caller.anonymous().get("/api/v1/events").expectProblem(401, "unauthenticated");
    }

    @Test
    void letsOneClientFollowOnlySoOften() throws Exception {
        Caller viewer = REALM.client("viewer");
        List<HttpResponse<Stream<String>>> open = new ArrayList<>();
        try {
            HttpResponse<Stream<String>> last = ask(viewer, null);
            while (last.statusCode() == 200 && open.size() < 100) {
                open.add(last);
                last = ask(viewer, null);
            }
            // While httpd finds the worker failing, the other one has places for some.
            assertThat(open).hasSizeBetween(PLACES, 2 * PLACES);
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(last.headers().firstValue("Retry-After")).hasValue("11");
            assertThat(last.body()).anyMatch(line -> line.contains("too-many-connections"));
            follow(null).body().close();
        } finally {
            open.forEach(stream -> stream.body().close());
        }
    }

    private static HttpResponse<Stream<String>> follow(@Nullable String lastId) throws Exception {
        HttpResponse<Stream<String>> response = ask(Caller.pipeline(), lastId);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        return response;
    }

    private static HttpResponse<Stream<String>> ask(Caller caller, @Nullable String lastId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        Line.running().ledger().resolve("/api/v1/events"))
                .timeout(Duration.ofSeconds(20))
                // Each worker has an order of its own; the other one would say "reset" to a place in it.
                .header("Cookie", SignIn.SESSION + "=none.worker-1")
                .header("Authorization", "Bearer " + caller.token());
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return Line.running().http().send(request.build(), BodyHandlers.ofLines());
    }

    /** The line behind this one. */
    private static String after(Iterator<String> stream, String line) {
        while (!stream.next().equals(line)) {
            // Something else came before.
        }
        return stream.next();
    }

    /** The first data with this word in it. */
    private static String data(Iterator<String> stream, String word) {
        String line = stream.next();
        while (!line.startsWith("data: ") || !line.contains(word)) {
            line = stream.next();
        }
        return line;
    }
}
