package dev.slipway.line.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Drops roles, also those that the owners of other databases have granted rights there, by revoking these. A role that
 * owns objects in another database stays, without login and memberships, since dropping these would take them from whoever
 * uses that database. So does one whose rights cannot be revoked: an owner may close a database, or lock what is in it.
 */
final class RoleRemoval {
    /** {@code dependent_objects_still_exist} and {@code lock_not_available}: a grant not yet committed locks the role. */
    private static final Set<String> STILL_IN_USE = Set.of("2BP01", "55P03");

    private static final String WAIT = "set lock_timeout = '10s'";

    private static final String OF_ROLE =
            " s.refclassid = 'pg_authid'::regclass and s.refobjid = (select r.oid from pg_roles r where r.rolname = ?)";
    /** Objects that belong to no database, such as databases themselves, count as the present one's. */
    private static final String DATABASES = """
            select distinct coalesce(d.datname, current_database())
            from pg_shdepend s left join pg_database d on d.oid = s.dbid
            where""" + OF_ROLE + " order by 1";

    private static final String OWNED_HERE = """
            select s.objid::text from pg_shdepend s join pg_database d on d.oid = s.dbid
            where d.datname = current_database() and s.deptype = 'o' and""" + OF_ROLE + " limit 1";

    /** The roles that a role is a member of. */
    static final String GROUPS = """
            select pg_get_userbyid(m.roleid) from pg_auth_members m join pg_roles r on r.oid = m.member
            where r.rolname = ?""";

    private static final String MEMBERS = """
            select pg_get_userbyid(m.member) from pg_auth_members m join pg_roles r on r.oid = m.roleid
            where r.rolname = ?""";

    private final Connection connection;
    private final Server server;

    /** Connects the superuser to other databases. */
    @FunctionalInterface
    interface Server {
        Connection connect(String database) throws SQLException;
    }

    /**
     * Drops roles by this connection.
     *
     * @param connection of the superuser, to the server's own database
     */
    RoleRemoval(Connection connection, Server server) {
        this.connection = connection;
        this.server = server;
    }

    /** Drops a role that cannot log in any more, if it exists, or leaves it without power. */
    void drop(String role) throws SQLException {
        if (isDropped(role)) {
            return;
        }
        for (String database : Texts.of(connection, DATABASES, role)) {
            revoke(role, database);
        }
        if (!isDropped(role)) {
            isolate(role);
        }
    }

    /** The one that was left of a pair; empty if none was. */
    static Optional<LeftRole> left(Connection connection, String name) throws SQLException {
        for (String role : List.of(name, DatabaseLogin.other(name))) {
            if (!Texts.of(connection, "select rolname from pg_roles where rolname = ?", role)
                    .isEmpty()) {
                return Optional.of(new LeftRole(role, Texts.of(connection, DATABASES, role)));
            }
        }
        return Optional.empty();
    }

    private boolean isDropped(String role) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(WAIT);
            statement.execute("drop role if exists " + quoted(role));
            return true;
        } catch (SQLException e) {
            if (!STILL_IN_USE.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
            return false;
        }
    }

    private void revoke(String role, String database) {
        try (Connection there = server.connect(database);
                Statement statement = there.createStatement()) {
            there.setAutoCommit(false);
            statement.execute(WAIT);
            // It drops what the role owns, and revokes its rights.
            if (Texts.of(there, OWNED_HERE, role).isEmpty()) {
                statement.execute("drop owned by " + quoted(role));
            }
            there.commit();
        } catch (SQLException e) {
            // Then the role stays.
        }
    }

    /** A member of it would have the rights of a later service to which the name is given. */
    private void isolate(String role) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String group : Texts.of(connection, GROUPS, role)) {
                statement.execute("revoke " + quoted(group) + " from " + quoted(role));
            }
            for (String member : Texts.of(connection, MEMBERS, role)) {
                statement.execute("revoke " + quoted(role) + " from " + quoted(member));
            }
            statement.execute("alter role " + quoted(role) + " reset all");
        }
    }

    private String quoted(String name) throws SQLException {
        return connection.unwrap(PGConnection.class).escapeIdentifier(name);
    }
}
