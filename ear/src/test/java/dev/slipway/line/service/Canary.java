package dev.slipway.line.service;

import dev.slipway.line.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/** A secret that is looked for wherever it must not be: as it is, and as Base64. */
final class Canary implements AutoCloseable {
    private final String secret = "canary-" + UUID.randomUUID();
    private final String encoded = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    private final Set<String> commands = new ConcurrentSkipListSet<>();
    private final Thread watch = new Thread(this::watch, "canary");

    Canary() {
        watch.setDaemon(true);
        watch.start();
    }

    String secret() {
        return secret;
    }

    /** The command lines that had it, since this was made: what everybody on the machine sees. */
    Set<String> commands() {
        return Set.copyOf(commands);
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                processes
                        .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                        .forEach(this::look);
                Thread.sleep(5);
            } catch (IOException e) {
                // The next look.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void look(Path process) {
        try {
            String command = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            if (isIn(command)) {
                commands.add(command.replace('\0', ' '));
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    /** The files of the line that have it, from its state folder on. */
    List<String> files() throws IOException {
        Path state = Line.running().state().toRealPath();
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.walk(state)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                if (has(file)) {
                    found.add(state.relativize(file).toString());
                }
            }
        }
        return found;
    }

    /** A file may go while it is looked at. */
    private boolean has(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            String before = "";
            byte[] buffer = new byte[1 << 20];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                String text = before + new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                if (isIn(text)) {
                    return true;
                }
                before = text.substring(Math.max(0, text.length() - encoded.length()));
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    /** The tables of the ledger that have it in some row. */
    Set<String> tables() throws SQLException {
        Set<String> found = new TreeSet<>();
        try (Connection database = Line.running().superuser("slipway")) {
            List<String> names = new ArrayList<>();
            try (ResultSet tables = database.createStatement()
                    .executeQuery(
                            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not like 'pg\\_%' and schemaname <> 'information_schema'")) {
                while (tables.next()) {
                    names.add(tables.getString(1));
                }
            }
            for (String table : names) {
                try (PreparedStatement rows = database.prepareStatement("select exists (select from " + table
                        + " t where t::text like '%' || ? || '%' or t::text like '%' || ? || '%')")) {
                    rows.setString(1, secret);
                    rows.setString(2, encoded);
                    try (ResultSet row = rows.executeQuery()) {
                        if (row.next() && row.getBoolean(1)) {
                            found.add(table);
                        }
                    }
                }
            }
        }
        return found;
    }

    boolean isIn(String text) {
        return text.contains(secret) || text.contains(encoded);
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
