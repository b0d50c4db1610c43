package dev.slipway.line.handbook;

import dev.slipway.line.http.CallException;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.schema.LedgerDatabase;
import dev.slipway.line.setting.Settings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** The handbook user that every line has from the beginning. */
public final class FirstHandbookUser {
    static final String NAME = "handbook";

    private static final String SECRET = "handbook-password";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private FirstHandbookUser() {}

    /** Changes the password; the new one takes effect within a minute, when the former one becomes invalid. */
    public static void changePassword(Settings settings, String password) throws IOException {
        String hash = PasswordHash.of(password);
        LedgerDatabase.with(settings, connection -> {
            new HandbookUsers(connection).put(NAME, hash);
            return true;
        });
    }

    /**
     * Adds this user with the password in the secrets. Does nothing if it exists with that password and a hash in the
     * current format.
     *
     * @throws CallException if the database does not answer, or rejects something
     */
    static void add(Settings settings) {
        String password = settings.secret(SECRET);
        LedgerDatabase.with(settings, connection -> {
            add(new HandbookUsers(connection), password);
            return true;
        });
    }

    private static void add(HandbookUsers users, String password) throws SQLException {
        boolean isThere = users.hash(NAME)
                .filter(hash -> PasswordHash.isCurrent(hash) && PasswordHash.matches(hash, password))
                .isPresent();
        if (!isThere) {
            users.put(NAME, PasswordHash.of(password));
        }
    }

    /**
     * The same, as soon as there is the table, which the first ledger creates; polls for at most two minutes.
     *
     * @return false if there is no table by then
     * @throws CallException if the database does not answer, or rejects something
     */
    public static boolean addOnceTableExists(Settings settings) {
        String password = settings.secret(SECRET);
        return LedgerDatabase.with(
                settings, connection -> addOnceTableExists(new HandbookUsers(connection), password, new Pace()));
    }

    /** With any connection and any clock. */
    static boolean addOnceTableExists(HandbookUsers users, String password, Pace pace) throws SQLException {
        if (!pace.await(PATIENCE, INTERVAL, users::isTableThere)) {
            return false;
        }
        add(users, password);
        return true;
    }
}
