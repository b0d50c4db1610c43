package dev.slipway.line.roll;

import dev.slipway.line.Realm;
import dev.slipway.line.SignIn;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody new signs in every few seconds, to one page after the other, until this is closed. */
final class SignIns implements AutoCloseable {
    private static final int EACH_SECONDS = 2;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Realm.Person person;
    private final List<URI> pages;

    /** At these pages in turn. */
    SignIns(Realm.Person person, URI... pages) {
        this.person = person;
        this.pages = List.of(pages);
        clock.scheduleAtFixedRate(this::signIn, 0, EACH_SECONDS, TimeUnit.SECONDS);
    }

    private void signIn() {
        URI page = pages.get(count.getAndIncrement() % pages.size());
        try {
            new SignIn(person, page).arrive();
        } catch (RuntimeException | AssertionError e) {
            failures.add(Instant.now() + " " + page + ": " + e);
        }
    }

    int count() {
        return count.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.MINUTES);
    }
}
