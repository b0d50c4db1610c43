package dev.slipway.line.handbook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The handbook's users in the database. */
record HandbookUsers(Connection connection) {
    /** Whether the ledger's migrations have created the table. */
    boolean isTableThere() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select to_regclass('handbook_user') is not null");
                ResultSet rows = query.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    List<HandbookUser> byName() throws SQLException {
        List<HandbookUser> users = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select name, created_at from handbook_user order by name");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                users.add(new HandbookUser(
                        rows.getString(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant()));
            }
        }
        return users;
    }

    /** The hash of a user's password; empty if there is no such user. */
    Optional<String> hash(String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select password_hash from handbook_user where name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** Adds a user, or changes a user's password. */
    void put(String name, String hash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into handbook_user (name, password_hash) values (?, ?)
                on conflict (name) do update set password_hash = excluded.password_hash""")) {
            insert.setString(1, name);
            insert.setString(2, hash);
            insert.executeUpdate();
        }
    }

    /** Removes a user; returns whether there was one. */
    boolean remove(String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from handbook_user where name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate() > 0;
        }
    }
}
