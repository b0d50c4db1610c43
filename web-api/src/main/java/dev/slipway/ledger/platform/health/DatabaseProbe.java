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
 * Checks whether the database answers, in a bounded time.
 *
 * <p>Uses a connection from the handbook's pool: if all of the ledger's are in use, the ledger is busy, not down, and a
 * failed check would make httpd refuse all requests. A pool without a free connection makes callers wait, and the
 * balancer checks twice a second: so only one query runs at a time, and concurrent checks wait for its result.
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
