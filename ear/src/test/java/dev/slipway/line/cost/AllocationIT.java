package dev.slipway.line.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What a worker allocates for a request, which is most of what it does for it, and hardly depends on how busy the machine is. The bounds are
 * about one and a half times what it was when they were set.
 *
 * <p>Few requests show that: the tests' workers have the first compiler alone, by {@link Line#BRIEF}, and that does not leave out what does
 * not escape from a method. So a request allocates the same whether its code was compiled yet or not, once its classes are loaded, its
 * statements prepared, and what it calls by reflection has accessors.
 */
@ArquillianTest
@Isolated
@Order(Order.DEFAULT - 1)
class AllocationIT {
    private static final LedgerCopy COPY = new LedgerCopy(false);
    /** The copy is on the first worker alone. */
    private static final Caller PIPELINE = Caller.pipeline().at("worker-1");

    private static final int WARM = 80;
    private static final int ROUNDS = 4;
    private static final int TRIES = 5;
    private static final int MEASURED = 20;
    private static final int AT_A_TIME = 4;
    private static final int KILO = 1_000;

    @Deployment(testable = false)
    static WebArchive archive() {
        return COPY.archive().addClass(AllocationMeter.class);
    }

    @BeforeAll
    static void fill() throws SQLException {
        COPY.execute(Generator.sql(5_000));
        COPY.execute("analyze");
    }

    @AfterAll
    static void drop() throws SQLException {
        COPY.close();
    }

    @Test
    void isBoundedForTheNewestOfAService() {
        assertThat(kilobytes("the newest 20 of a service", get("deployments?service=probe&limit=20")))
                .isLessThan(360);
    }

    @Test
    void isBoundedForOneDeployment() {
        String id = first("id");
        assertThat(kilobytes("one deployment", get("deployments/" + id))).isLessThan(110);
    }

    @Test
    void isBoundedForTheRecordOfADeployment() {
        Map<String, String> body = LedgerCopy.deployment(first("version"), "development");
        assertThat(kilobytes(
                        "the record of a deployment",
                        () -> PIPELINE.postAsync(COPY.path("deployments"), body)
                                .thenApply(answer -> checked(answer, 201))))
                .isLessThan(180);
    }

    @Test
    void isBoundedForWhoAsks() {
        assertThat(kilobytes("who asks", get("me"))).isLessThan(80);
    }

    @Test
    void isBoundedForAPageOfTheHandbook() {
        Line line = Line.running();
        String reader = Base64.getEncoder()
                .encodeToString(("handbook:" + line.secret("handbook-password")).getBytes(StandardCharsets.UTF_8));
        HttpRequest page = HttpRequest.newBuilder(line.handbook().resolve("/"))
                .header("Authorization", "Basic " + reader)
                .header("Cookie", "JSESSIONID=none.worker-1")
                .build();
        assertThat(kilobytes(
                        "a page of the handbook",
                        () -> line.http()
                                .sendAsync(page, BodyHandlers.discarding())
                                .thenApply(HttpResponse::statusCode)))
                .isLessThan(25);
    }

    /** Of the newest deployment. */
    private static String first(String member) {
        return LedgerCopy.answered(() -> PIPELINE.get(COPY.path("deployments?service=probe")))
                .items(member)
                .get(0);
    }

    private static Supplier<CompletableFuture<Integer>> get(String path) {
        return () -> PIPELINE.getAsync(COPY.path(path)).thenApply(answer -> checked(answer, 200));
    }

    private static Integer checked(Answer answer, int status) {
        if (answer.status() != LedgerCopy.NOT_FOUND) {
            answer.expect(status);
        }
        return answer.status();
    }

    /**
     * Of each of many requests, once the worker is used to them. In the round with the least: what the agent reports meanwhile is served by the
     * same threads.
     */
    private static long kilobytes(String what, Supplier<CompletableFuture<Integer>> request) {
        round(WARM, request);
        long bytes = LongStream.generate(() -> round(MEASURED, request))
                .limit(ROUNDS)
                .min()
                .orElseThrow();
        System.out.printf("%4d kB allocated: %s%n", bytes / MEASURED / KILO, what);
        return bytes / MEASURED / KILO;
    }

    /** Once more where httpd found the copy's worker failing meanwhile, and asked the other one, which has none. */
    private static long round(int count, Supplier<CompletableFuture<Integer>> request) {
        return Stream.generate(() -> attempt(count, request))
                .limit(TRIES)
                .flatMapToLong(OptionalLong::stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("In each of " + TRIES + " rounds, something was not found"));
    }

    private static OptionalLong attempt(int count, Supplier<CompletableFuture<Integer>> request) {
        Map<String, Long> before = allocated();
        if (!isFound(count, request)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(allocated().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum());
    }

    /** Sends so many, unless one is not found. */
    private static boolean isFound(int count, Supplier<CompletableFuture<Integer>> request) {
        for (int sent = 0; sent < count; sent += AT_A_TIME) {
            List<CompletableFuture<Integer>> answers =
                    Stream.generate(request).limit(AT_A_TIME).toList();
            List<Integer> statuses =
                    answers.stream().map(CompletableFuture::join).toList();
            if (statuses.contains(LedgerCopy.NOT_FOUND)) {
                return false;
            }
            assertThat(statuses).allSatisfy(status -> assertThat(status).isBetween(200, 201));
        }
        return true;
    }

    /** By each thread that serves requests. */
    private static Map<String, Long> allocated() {
        Answer answer = LedgerCopy.answered(() -> PIPELINE.get(COPY.path("me"), AllocationMeter.HEADER, "ask"));
        assertThat(answer.header(AllocationMeter.HEADER)).as("%s", answer).isNotEmpty();
        return Stream.of(answer.header(AllocationMeter.HEADER).split(","))
                .map(thread -> thread.split("="))
                .collect(Collectors.toMap(thread -> thread[0], thread -> Long.parseLong(thread[1])));
    }
}
