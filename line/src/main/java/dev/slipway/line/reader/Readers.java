package dev.slipway.line.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The readers in the database. */
record Readers(Connection connection) {
    List<Reader> byName() throws SQLException {
        List<Reader> readers = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select name, created_at from handbook_user order by name");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                readers.add(new Reader(
                        rows.getString(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant()));
            }
        }
        return readers;
    }

    /** The hash of a reader's password; empty if there is no such reader. */
    Optional<String> hash(String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select password_hash from handbook_user where name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /** Adds a reader, or changes a reader's password. */
    void put(String name, String hash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into handbook_user (name, password_hash) values (?, ?)
                on conflict (name) do update set password_hash = excluded.password_hash""")) {
            insert.setString(1, name);
            insert.setString(2, hash);
            insert.executeUpdate();
        }
    }

    /** Removes a reader; returns whether there was one. */
    boolean remove(String name) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from handbook_user where name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate() > 0;
        }
    }
}
