package dev.slipway.ledger.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the database answers, in a bounded time.
 *
 * <p>A pool without a free connection makes callers wait, and they are asked every second: so one probe runs at a time,
 * and whoever asks meanwhile waits for that one.
 */
@ApplicationScoped
public class DatabaseProbe {
    private static final int SECONDS = 2;

    private @Nullable CompletableFuture<Boolean> running;

    @Resource(lookup = "java:jboss/datasources/SlipwayDS")
    DataSource database;

    @Resource
    ManagedExecutorService executor;

    /** Whether it answers now. */
    public boolean isAnswering() {
        try {
            return probe().get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private synchronized CompletableFuture<Boolean> probe() {
        CompletableFuture<Boolean> last = running;
        if (last != null && !last.isDone()) {
            return last;
        }
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(this::ask, executor);
        running = next;
        return next;
    }

    private boolean ask() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
