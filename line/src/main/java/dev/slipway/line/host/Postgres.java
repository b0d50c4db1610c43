package dev.slipway.line.host;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * The line's PostgreSQL, for whoever makes databases in it.
 *
 * @param url of the server's own database, for JDBC
 * @param password of its superuser
 */
public record Postgres(String url, String password) {
    static final String SUPERUSER = "postgres";
    private static final String SECONDS_TO_CONNECT = "5";
    private static final String WRONG_PASSWORD = "28P01";
    /** Any number that nobody else locks. */
    private static final long MAKING = 0x534c_4950;

    /** Nothing of the password. */
    @Override
    public String toString() {
        return url;
    }

    /**
     * A role, and a database that it owns and that no other role may connect to; what is there stays.
     *
     * @param login as whom its owner logs in
     * @param connections how many there may be at a time
     */
    void make(String name, DatabaseLogin login, int connections) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            // Of two that say the same of one database at a time, one would fail. The lock goes with the connection.
            statement.execute("select pg_advisory_lock(" + MAKING + ")");
            PGConnection postgres = connection.unwrap(PGConnection.class);
            String quoted = postgres.escapeIdentifier(name);
            if (!has(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role " + quoted + " nosuperuser nocreatedb nocreaterole noreplication");
            }
            Logins.open(connection, name, login, connections);
            // Every role may connect to these at first, and to each new one: it lets nobody in before that is said
            // otherwise.
            statement.execute("revoke connect, temporary on database template1 from public");
            if (!exists(connection, name)) {
                statement.execute("create database " + quoted + " owner " + quoted + " allow_connections false");
            }
            statement.execute("revoke all on database " + quoted + " from public");
            statement.execute("alter database " + quoted + " allow_connections true");
        }
    }

    boolean exists(String name) throws SQLException {
        try (Connection connection = connect()) {
            return exists(connection, name);
        }
    }

    /**
     * How much a database takes on disk, in bytes.
     *
     * @throws SQLException also where there is none
     */
    long bytes(String name) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("select pg_database_size(?::name)")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** The extensions of this database that no other role could have made, by name: but for those in a schema of the application's own. */
    List<String> extensionsOfSuperuser() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select e.extname
                        from pg_extension e
                        join pg_namespace n on n.oid = e.extnamespace
                        join pg_available_extension_versions v on v.name = e.extname and v.version = e.extversion
                        where v.superuser and not v.trusted and (v.schema is not null or n.nspname = 'public')
                        order by e.extname""")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    /** Makes these in this database. */
    void makeExtensions(List<String> names) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String name : names) {
                String quoted = connection.unwrap(PGConnection.class).escapeIdentifier(name);
                statement.execute("create extension if not exists " + quoted + " cascade");
            }
        }
    }

    /** What sessions of a role in the database of its name begin with, by whoever has set that for it, for the database or for both. */
    public List<Setting> settings(String name) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("""
                        select split_part(one, '=', 1), substr(one, strpos(one, '=') + 1)
                        from pg_db_role_setting s
                        left join pg_database d on d.oid = s.setdatabase
                        left join pg_roles r on r.oid = s.setrole
                        cross join unnest(s.setconfig) as one
                        where (d.datname = ? or r.rolname = ?)
                          and coalesce(d.datname, ?) = ? and coalesce(r.rolname, ?) = ?
                        order by s.setrole <> 0, s.setdatabase <> 0""")) {
            for (int i = 1; i <= 6; i++) {
                query.setString(i, name);
            }
            List<Setting> settings = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    settings.add(new Setting(rows.getString(1), rows.getString(2)));
                }
            }
            return settings;
        }
    }

    /** What sessions begin with. */
    public record Setting(String name, String value) {}

    /** Has sessions of a role in the database of its name begin with these, the later before the earlier. */
    public void set(String name, List<Setting> settings) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                PreparedStatement set = connection.prepareStatement("select set_config(?, ?, false)")) {
            // In one transaction, for some of them change what the next one may do.
            connection.setAutoCommit(false);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            String quoted = postgres.escapeIdentifier(name);
            for (Setting setting : settings) {
                set.setString(1, setting.name());
                set.setString(2, setting.value());
                set.execute();
                // A list of names is not one name in quotes.
                statement.execute("alter role " + quoted + " in database " + quoted + " set "
                        + postgres.escapeIdentifier(setting.name()) + " from current");
            }
            connection.commit();
        }
    }

    /** Both go, whoever is connected; and what a restoration has put aside of the database, which is the role's, too. */
    void drop(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            String quoted = connection.unwrap(PGConnection.class).escapeIdentifier(name);
            statement.execute("drop database if exists " + quoted + " with (force)");
            for (String aside : putAside(connection, name)) {
                statement.execute("drop database if exists "
                        + connection.unwrap(PGConnection.class).escapeIdentifier(aside) + " with (force)");
            }
            statement.execute("drop role if exists "
                    + connection.unwrap(PGConnection.class).escapeIdentifier(DatabaseLogin.other(name)));
            statement.execute("drop role if exists " + quoted);
        }
    }

    /**
     * From now on, somebody may log in to the role's database like this, too.
     *
     * @param as how they do it now: there may be as many connections
     */
    public void open(String role, DatabaseLogin login, DatabaseLogin as) throws SQLException {
        try (Connection connection = connect()) {
            Logins.open(connection, role, login, Logins.limit(connection, as.user()));
        }
    }

    /**
     * The other one of the pair does not log in any more.
     *
     * @param login the one that goes on
     * @param isEnding whether the other's sessions end, too
     */
    public void close(String role, DatabaseLogin login, boolean isEnding) throws SQLException {
        try (Connection connection = connect()) {
            Logins.close(connection, login.turned(role, "").user(), isEnding);
        }
    }

    /** Whether this is the superuser's password; a server that does not answer is an exception. */
    public boolean isLetIn() throws SQLException {
        try (Connection connection = connect()) {
            return connection.isValid(0);
        } catch (SQLException e) {
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** A role's password is another one; sessions that there are go on. */
    public void password(String role, String another) throws SQLException {
        try (Connection connection = connect()) {
            Logins.password(connection, role, another);
        }
    }

    private static List<String> putAside(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select d.datname from pg_database d join pg_roles r on r.oid = d.datdba
                where r.rolname = ? and d.datname ~ '_(before_[0-9]{8}T[0-9]{6}|restored)$'""")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        return has(connection, "select 1 from pg_database where datname = ?", name);
    }

    private static boolean has(Connection connection, String question, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("ApplicationName", "slipway groups");
        return DriverManager.getConnection(url, properties);
    }
}
