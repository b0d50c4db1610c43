package dev.slipway.line.service;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody calls an application, some times a second, until this is closed. */
final class Calls implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int EACH_MILLISECONDS = 160;

    private final Team team;
    private final String path;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(THREADS);
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    /** Calls this path of a team's application, about 25 times a second. */
    Calls(Team team, String path) {
        this.team = team;
        this.path = path;
        for (int i = 0; i < THREADS; i++) {
            clock.scheduleAtFixedRate(
                    this::call, i * EACH_MILLISECONDS / THREADS, EACH_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    private void call() {
        Instant at = Instant.now();
        try {
            HttpResponse<String> answer = team.get(path);
            count.incrementAndGet();
            if (answer.statusCode() != 200) {
                failures.add(at + " " + answer.statusCode());
            }
        } catch (UncheckedIOException e) {
            failures.add(at + " " + e);
        } catch (IllegalStateException e) {
            // It was closed in the middle of one.
        }
    }

    /** How many there were. */
    int count() {
        return count.get();
    }

    /** When each failed that did, and how. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            clock.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
