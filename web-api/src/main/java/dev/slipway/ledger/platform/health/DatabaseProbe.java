package dev.slipway.ledger.platform.health;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the database answers, in a bounded time.
 *
 * <p>It asks by a connection of the handbook's: when the ledger's are all at work, then the ledger is busy, not away, and httpd
 * would refuse everybody. A pool without a free connection makes callers wait, and the balancer asks twice a second: so one question
 * is under way at a time, and whoever asks meanwhile waits for its answer.
 */
class DatabaseProbe {
    private static final int SECONDS = 2;

    private final DataSource database;
    private final Executor executor;
    private @Nullable CompletableFuture<Boolean> pending;

    DatabaseProbe(DataSource database, Executor executor) {
        this.database = database;
        this.executor = executor;
    }

    boolean isAnswering() {
        try {
            return answer().get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private synchronized CompletableFuture<Boolean> answer() {
        if (pending == null || pending.isDone()) {
            pending = CompletableFuture.supplyAsync(this::probe, executor);
        }
        return pending;
    }

    private boolean probe() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}
