package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Connections of PostgreSQL's superuser, also to databases that others own. The owner of a database sets the search
 * path of all sessions there, and an owner's function found before PostgreSQL's would run with superuser rights; so
 * these sessions resolve only PostgreSQL's own functions and tables. Use a {@link TemporaryLogin} to read the owner's
 * tables.
 */
public final class Superuser {
    /** The role's name. */
    public static final String NAME = "postgres";

    private static final String SECONDS_TO_CONNECT = "5";
    /** Never sends the password, so a process listening in PostgreSQL's place cannot obtain it. */
    static final String PROOF_OF_THE_PASSWORD = "scram-sha-256";
    /**
     * Client options take precedence over the settings of a database or a role, by which these sessions would also lose
     * their rights, be unable to write, or end.
     */
    static final String OPTIONS =
            "-c search_path= -c role=none -c default_transaction_read_only=off -c idle_session_timeout=0"
                    + " -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

    private Superuser() {}

    /**
     * Connects.
     *
     * @param url for JDBC
     * @param application what the server calls the session
     */
    public static Connection connect(String url, String password, String application) throws SQLException {
        return connect(url, NAME, password, application);
    }

    /** The variables by which PostgreSQL's clients connect likewise, with this login or a {@link TemporaryLogin}. */
    public static Map<String, String> environment(String password) {
        Map<String, String> environment = new HashMap<>(Logins.environment(password));
        environment.put("PGOPTIONS", OPTIONS);
        return environment;
    }

    static Connection connect(String url, String user, String password, String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("ApplicationName", application);
        properties.setProperty("requireAuth", PROOF_OF_THE_PASSWORD);
        properties.setProperty("options", OPTIONS);
        return DriverManager.getConnection(url, properties);
    }
}
