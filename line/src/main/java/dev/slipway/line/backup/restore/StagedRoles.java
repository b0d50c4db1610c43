package dev.slipway.line.backup.restore;

import dev.slipway.line.backup.dump.DatabaseDump;
import dev.slipway.line.backup.program.BackupException;
import dev.slipway.line.backup.program.BackupPaths;
import dev.slipway.line.backup.program.Progress;
import dev.slipway.line.backup.program.Server;
import dev.slipway.line.database.DatabaseLogin;
import dev.slipway.line.database.Logins;
import dev.slipway.line.database.Superuser;
import dev.slipway.line.database.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

/**
 * The database roles of a staged line.
 *
 * @param folder the staging folder
 */
public record StagedRoles(Path folder) {
    /**
     * Loads them; of those that can log in, only the line's own.
     *
     * @param connection of the superuser
     * @param password the superuser's
     */
    void load(Connection connection, String password, Progress progress) throws IOException, SQLException {
        DumpedRoles roles = dumped();
        List<String> existing = Texts.of(connection, "select quote_ident(rolname) from pg_roles");
        execute(connection, roles.withoutLogins(Set.copyOf(existing)));
        roles.defaults().forEach(one -> set(connection, one, progress));
        openOwnLogins(connection, password);
    }

    /** A rotation during the backup has put other ones into the files than into the roles, which are dumped first. */
    private void openOwnLogins(Connection connection, String password) throws IOException, SQLException {
        Logins.password(connection, Superuser.NAME, password);
        for (String role : List.of("ledger", "keycloak")) {
            Path file = folder.resolve("secrets/" + role + "-db-password");
            DatabaseLogin login = DatabaseLogin.of(role, Files.readString(file));
            Logins.open(connection, role, login, Logins.limit(connection, role));
        }
    }

    /** Lets all roles log in that could, once nothing is loaded or compared any more. */
    void openLogins(Server server) throws IOException, SQLException {
        try (Connection connection = server.connect(Superuser.NAME)) {
            execute(connection, dumped().logins());
        }
    }

    /**
     * Tests whether PostgreSQL would accept the statements of {@link #openLogins}, in a transaction that is rolled back:
     * nobody else can log in.
     */
    public void tryLogins(Server server) throws IOException, SQLException {
        try (Connection connection = server.connect(Superuser.NAME)) {
            connection.setAutoCommit(false);
            execute(connection, dumped().logins());
            connection.rollback();
        }
    }

    private DumpedRoles dumped() throws IOException {
        return DumpedRoles.of(Files.readString(folder.resolve(BackupPaths.WORK).resolve(DatabaseDump.GLOBALS)));
    }

    /** Else a service could keep the line from being restored, by one that only its own machine takes. */
    private static void set(Connection connection, DumpedRoles.Default one, Progress progress) {
        try {
            execute(connection, List.of(one.statement()));
        } catch (BackupException e) {
            progress.say("\n  ! A default of the sessions of " + one.role() + " is not restored. " + e.getMessage());
        }
    }

    private static void execute(Connection connection, List<String> statements) {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw rejected(e);
        }
    }

    /** The public message has no text of PostgreSQL's, which may quote a statement. */
    static BackupException rejected(SQLException e) {
        String what = "PostgreSQL rejected the roles from the backup";
        return BackupException.reportedAs(
                what + ": " + e.getMessage(), "", what + "; the proof's own output has its message");
    }
}
