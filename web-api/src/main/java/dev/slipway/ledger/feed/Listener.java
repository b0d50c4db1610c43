package dev.slipway.ledger.feed;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Receives PostgreSQL's notifications on a dedicated connection, and passes them on.
 *
 * <p>It reconnects when the connection is lost, and then reports that notifications may have been missed.
 */
class Listener implements Runnable {
    private static final System.Logger LOG = System.getLogger(Listener.class.getName());

    /** The longest that stopping takes. */
    private static final int WAIT_MILLIS = 1_000;

    private static final int LONGEST_PAUSE_SECONDS = 30;

    private final DataSource database;
    private final Consumer<String> changed;
    private final Runnable missed;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * Listens.
     *
     * @param changed receives each payload
     * @param missed runs when notifications may have been missed
     */
    Listener(DataSource database, Consumer<String> changed, Runnable missed) {
        this.database = database;
        this.changed = changed;
        this.missed = missed;
    }

    @Override
    public void run() {
        for (int pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS)) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen " + FeedRepository.CHANNEL);
                missed.run();
                pause = 1;
                listenUntilStopped(connection, statement);
            } catch (SQLException | RuntimeException e) {
                LOG.log(Level.WARNING, "The live feed has lost the database; the next try is in {0} s: {1}", pause, e);
            }
            if (isStopped(pause)) {
                return;
            }
        }
    }

    void stop() {
        stopped.countDown();
    }

    /**
     * The pool does not notice exceptions of the driver's own interface: only a statement can detect a lost connection.
     */
    private void listenUntilStopped(Connection connection, Statement statement) throws SQLException {
        try {
            receive(connection.unwrap(PGConnection.class));
        } catch (SQLException | RuntimeException e) {
            try {
                statement.execute("unlisten *");
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
        statement.execute("unlisten *");
    }

    private void receive(PGConnection connection) throws SQLException {
        while (stopped.getCount() > 0) {
            for (PGNotification notification : connection.getNotifications(WAIT_MILLIS)) {
                changed.accept(notification.getParameter());
            }
        }
    }

    private boolean isStopped(int seconds) {
        try {
            return stopped.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
