package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Contract;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.RawConnection;
import dev.slipway.line.Realm;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Whatever is sent, the fault is never the ledger's, and nothing of it is kept. */
@Isolated
class MalformedRequestsIT {
    private static final long SEED = 20_549_593_569_227L;

    @AutoClose
    static final Realm REALM = new Realm();

    /** The ledger looks at the logs twice a second. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final int REQUESTS = Integer.getInteger("line.requests", 800);
    private static final int AT_ONCE = 8;

    /** httpd refuses a line that is too long, and a strange Expect, before it looks for which page, and so in its own words. */
    private static final Set<Integer> BEFORE_ROUTING = Set.of(414, 417, 431);

    private static final Caller ADMIN = REALM.client("admin");
    private static final List<String> STORED = List.of(
            "approval",
            "configuration_key",
            "confirmation",
            "deployment",
            "deployment_lock",
            "deployment_request",
            "environment",
            "evidence",
            "idempotency_key",
            "intervention",
            "person_change",
            "policy",
            "release",
            "repair",
            "restart",
            "server_group",
            "service",
            "service_configuration",
            "service_definition",
            "sync");

    /** The same requests each time; others come with another {@code -Dline.seed=…}, and more with {@code -Dline.requests=…}. */
    @Test
    void areRefusedWithoutAFailureOrATrace() throws Exception {
        long seed = Long.getLong("line.seed", SEED);
        System.out.println(REQUESTS + " malformed requests, -Dline.seed=" + seed);
        Map<String, Long> before = settledRows();
        AtomicInteger sent = new AtomicInteger();
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int sender = i;
                all.add(senders.submit(() -> {
                    send(seed, sender, sent);
                    return null;
                }));
            }
            for (Future<?> sender : all) {
                sender.get();
            }
        } finally {
            senders.shutdownNow();
        }
        assertThat(sent.get()).isEqualTo(REQUESTS);
        assertThat(rows()).isEqualTo(before);
    }

    private static void send(long seed, int sender, AtomicInteger sent) throws IOException {
        Contract contract = Line.running().contract();
        List<Contract.Operation> operations = contract.operations();
        Malformed malformed = new Malformed(contract, seed + sender, authority(), ADMIN.token());
        try (RawConnection connection = new RawConnection(Line.running().host("mywebapp"))) {
            for (int i = sender; i < REQUESTS; i += AT_ONCE) {
                Contract.Operation operation = operations.get(i % operations.size());
                byte[] request = malformed.request(operation);
                Answer answer = connection.exchange(request);
                String asked = "request %d of %s:%n%s%n%s".formatted(i, operation, shown(request), answer);
                assertThat(answer.status()).as(asked).isBetween(200, 499);
                assertThat(answer.body())
                        .as(asked)
                        .doesNotContain("\tat ", "Exception", "dev.slipway", "org.jboss", "java.");
                String target = new String(request, StandardCharsets.ISO_8859_1).split(" ", 3)[1];
                boolean isOurs = answer.status() >= 400 && !BEFORE_ROUTING.contains(answer.status());
                if (isOurs && isAddress(target) && !answer.body().isEmpty()) {
                    assertThat(answer.header("Content-Type")).as(asked).startsWith("application/problem+json");
                }
                sent.incrementAndGet();
            }
        }
    }

    /** When what an earlier test took off last has come in from the workers' logs: three looks found the same. */
    private static Map<String, Long> settledRows() {
        AtomicReference<Map<String, Long>> last = new AtomicReference<>(rows());
        return await().pollDelay(SETTLING)
                .pollInterval(SETTLING)
                .during(SETTLING)
                .atMost(SETTLING.multipliedBy(30))
                .until(MalformedRequestsIT::rows, now -> now.equals(last.getAndSet(now)));
    }

    private static Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : STORED) {
            rows.put(
                    table,
                    Database.query("select count(*) from " + table, row -> row.getLong(1))
                            .get(0));
        }
        return rows;
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        for (String body :
                new String[] {deep, "{\"name\":" + deep + "}", "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)}) {
            Answer answer = ADMIN.postText("/api/v1/services", body, "Content-Type", "application/json");
            assertThat(answer.status()).as("%s", answer).isEqualTo(400);
        }
    }

    @Test
    void tooManyAndTooLongHeadersAreRefused() {
        String many =
                IntStream.range(0, 200).mapToObj(i -> "X-" + i + ": 1\r\n").reduce("", String::concat);
        String large = "X-Large: " + "x".repeat(40_000) + "\r\n";
        for (String headers : new String[] {many, large}) {
            Answer answer = RawConnection.tls(
                    Line.running().host("mywebapp"),
                    "GET /api/v1/services HTTP/1.1\r\nHost: " + authority() + "\r\n" + headers
                            + "Connection: close\r\n\r\n");
            assertThat(answer.status()).isBetween(400, 499);
        }
    }

    /** What is none gets no further than a parser; a NUL, or a slash in disguise, no further than httpd. */
    private static boolean isAddress(String target) {
        try {
            return new URI(target).toASCIIString().equals(target) && !target.matches("(?i).*(#|%00|%2f).*");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String authority() {
        return Line.running().ledger().getRawAuthority();
    }

    private static String shown(byte[] request) {
        return new String(request, StandardCharsets.ISO_8859_1)
                .replaceAll("Bearer ey[^\r]*", "Bearer …")
                .replaceAll("[^ -~\r\n]", "?")
                .replaceAll("(.{400}).*", "$1…");
    }
}
