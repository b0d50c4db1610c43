package dev.slipway.line.service;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * People call an application, so many times a second, until this is closed: each when it is time, whatever becomes of the calls
 * before. How long one took is counted from then on.
 */
public final class Calls implements AutoCloseable {
    private static final int POST_EACH = 10;

    private final Team team;
    private final List<String> paths;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Phaser open = new Phaser(1);
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final int perSecond;
    private final long began = System.nanoTime();

    /** Calls these paths of a team's application in turn; of the last one, each tenth call is a POST. */
    public Calls(Team team, int perSecond, String... paths) {
        this.team = team;
        this.perSecond = perSecond;
        this.paths = List.of(paths);
        clock.scheduleAtFixedRate(this::call, 0, TimeUnit.SECONDS.toNanos(1) / perSecond, TimeUnit.NANOSECONDS);
    }

    private void call() {
        int number = count.getAndIncrement();
        long due = began + TimeUnit.SECONDS.toNanos(number) / perSecond;
        Instant begun = Instant.now();
        String path = paths.get(number % paths.size());
        boolean isPost = number % (POST_EACH * paths.size()) == paths.size() - 1 && paths.size() > 1;
        open.register();
        team.sendAsync(path, request -> isPost ? request.POST(BodyPublishers.ofString("order")) : request)
                .whenComplete((answer, failure) -> {
                    note(begun, isPost ? "POST" : "GET", path, answer, failure);
                    slowest.accumulateAndGet(System.nanoTime() - due, Math::max);
                    open.arriveAndDeregister();
                });
    }

    private void note(
            Instant begun,
            String method,
            String path,
            @Nullable HttpResponse<String> answer,
            @Nullable Throwable failure) {
        if (answer == null || answer.statusCode() != 200) {
            failures.add(new Failure(
                    begun,
                    Instant.now() + " " + method + " " + path + ": "
                            + (answer == null ? failure : answer.statusCode())));
        }
    }

    /** How many there were. */
    public int count() {
        return count.get();
    }

    /** When each failed that did, and how. */
    public List<String> failures() {
        return failures.stream().map(Failure::said).toList();
    }

    /** After which time from then on no call was begun that failed; zero where none was. */
    public Duration servedAfter(Instant fault) {
        return failures.stream()
                .map(failure -> Duration.between(fault, failure.begun()))
                .filter(after -> !after.isNegative())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** How long the one took that took longest. */
    public Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }

    /** In one line. */
    @Override
    public String toString() {
        double seconds = (System.nanoTime() - began) / 1e9;
        return "%d calls in %.0f s, %d failed, the slowest took %d ms"
                .formatted(count(), seconds, failures.size(), slowest().toMillis());
    }

    /** Calls no more, and waits for the answers that are missing. */
    @Override
    public void close() {
        clock.shutdownNow();
        try {
            clock.awaitTermination(1, TimeUnit.MINUTES);
            if (!open.isTerminated()) {
                open.awaitAdvanceInterruptibly(open.arriveAndDeregister(), 1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            failures.add(new Failure(Instant.now(), "Some have no answer yet"));
        }
    }

    private record Failure(Instant begun, String said) {}
}
