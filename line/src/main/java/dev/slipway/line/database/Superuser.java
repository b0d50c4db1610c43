package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Connections of PostgreSQL's superuser, also to databases that others own. The owner of a database sets the search path
 * of everybody's sessions there, and a function of the owner's that is found before PostgreSQL's would run with the
 * superuser's rights: so these sessions find PostgreSQL's own functions and tables only. What reads tables of such an
 * owner takes a {@link TemporaryLogin}.
 */
public final class Superuser {
    /** The role's name. */
    public static final String NAME = "postgres";

    private static final String SECONDS_TO_CONNECT = "5";
    /** Whoever listens there while PostgreSQL does not is not sent the password. */
    static final String PROOF_OF_THE_PASSWORD = "scram-sha-256";
    /** What the client says takes precedence over what a database or a role says. */
    private static final String OWN_OBJECTS_ONLY = "-c search_path=";

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

    static Connection connect(String url, String user, String password, String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("ApplicationName", application);
        properties.setProperty("requireAuth", PROOF_OF_THE_PASSWORD);
        properties.setProperty("options", OWN_OBJECTS_ONLY);
        return DriverManager.getConnection(url, properties);
    }
}
