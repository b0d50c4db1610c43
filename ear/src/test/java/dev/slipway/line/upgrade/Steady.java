package dev.slipway.line.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.Answer;
import dev.slipway.line.Line;
import dev.slipway.line.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * So many requests a second to a line, each over a connection of its own, whatever becomes of those before, and a new token now and then:
 * one that is refused shows.
 */
final class Steady implements AutoCloseable {
    private static final int PER_SECOND = 20;
    private static final int AT_ONCE = 20;
    private static final String LEDGER = "mywebapp";
    private static final List<String> PATHS =
            List.of("/api/v1/deployments?limit=20", "/api/v1/services?limit=10", "/api/v1/me", "/docs/");

    private final Line line;
    private final List<Page> pages;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ExecutorService turns = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger answeredByServices = new AtomicInteger();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private volatile String token;

    private Steady(Line line, List<Page> pages) throws IOException, InterruptedException {
        this.line = line;
        this.pages = pages;
        token = newToken();
    }

    /** On the ledger, and on this page of each of these services. */
    static Steady on(Line line, String path, String... services) throws IOException, InterruptedException {
        List<Page> pages = Stream.concat(
                        PATHS.stream().map(own -> new Page(LEDGER, own)),
                        Stream.of(services).map(service -> new Page(service, path)))
                .toList();
        Steady load = new Steady(line, pages);
        load.clock.scheduleAtFixedRate(
                () -> load.turns.execute(load::send), 0, 1000 / PER_SECOND, TimeUnit.MILLISECONDS);
        load.clock.scheduleAtFixedRate(load::renew, 5, 5, TimeUnit.SECONDS);
        return load;
    }

    /** What was not answered as it should, and when. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    int answered() {
        return answered.get();
    }

    /** How many of them by services. */
    int answeredByServices() {
        return answeredByServices.get();
    }

    private void send() {
        Page page = pages.get(next.getAndIncrement() % pages.size());
        String host = line.host(page.host());
        // A service's application is told no token of the ledger's.
        String login = page.host().equals(LEDGER) ? "Authorization: Bearer " + token + "\r\n" : "";
        byte[] request = "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: application/json\r\n%sConnection: close\r\n\r\n"
                .formatted(page.path(), host, line.port("SLIPWAY_HTTPS_PORT"), login)
                .getBytes(StandardCharsets.UTF_8);
        try (RawConnection connection = new RawConnection(line, host)) {
            Answer answer = connection.exchangeOnce(request);
            if (answer.status() == 200) {
                answered.incrementAndGet();
                if (!page.host().equals(LEDGER)) {
                    answeredByServices.incrementAndGet();
                }
            } else {
                failed.add(Instant.now() + " " + page + " " + answer.status() + " " + answer.body());
            }
        } catch (IOException | RuntimeException e) {
            failed.add(Instant.now() + " " + page + " " + e);
        }
    }

    /** Who signs in is refused no less than who asks. */
    private void renew() {
        try {
            token = newToken();
        } catch (IOException | RuntimeException e) {
            failed.add(Instant.now() + " no new token: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String newToken() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(line.auth() + "/realms/slipway/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=pipeline&client_secret="
                        + line.secret("pipeline-client-secret")))
                .build();
        String body = line.http().send(request, BodyHandlers.ofString()).body();
        String access = new ObjectMapper().readTree(body).path("access_token").asText();
        if (access.isEmpty()) {
            throw new IOException("Keycloak gave no token: " + body);
        }
        return access;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        turns.shutdown();
        try {
            if (!turns.awaitTermination(90, TimeUnit.SECONDS)) {
                failed.add("some were never answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Page(String host, String path) {
        @Override
        public String toString() {
            return host + path;
        }
    }
}
