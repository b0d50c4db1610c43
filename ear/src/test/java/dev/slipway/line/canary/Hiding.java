package dev.slipway.line.canary;

import dev.slipway.line.Line;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Where a machine keeps what it is told: files and databases. */
public final class Hiding {
    private static final Line LINE = Line.running();

    private final Canary canary;

    /** Where this one may be. */
    public Hiding(Canary canary) {
        this.canary = canary;
    }

    /** The files that have it, from a folder on, by their paths from there. Those that have not changed since are left out. */
    public List<String> files(Path folder) throws IOException {
        Path top = folder.toRealPath();
        TreeSet<String> found = new TreeSet<>();
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && isNew(file) && has(file)) {
                    found.add(top.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return List.copyOf(found);
    }

    /** By when the system last changed something about it, which nobody can set. */
    private boolean isNew(Path file) {
        try {
            FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
            return !changed.toInstant().isBefore(canary.madeAt().minusSeconds(1));
        } catch (IOException e) {
            return false;
        }
    }

    /** A file may go while it is looked at. */
    private boolean has(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return canary.isIn(bytes);
        } catch (IOException e) {
            return false;
        }
    }

    /** The databases of the line that have it, in a dump of them with all large objects; and {@code roles}. */
    public List<String> databases() throws IOException, SQLException, InterruptedException {
        List<String> found = new ArrayList<>();
        for (String name : names()) {
            if (isIn("pg_dump", "--format=plain", "-b", "--dbname=" + name)) {
                found.add(name);
            }
        }
        if (isIn("pg_dumpall", "--globals-only")) {
            found.add("roles");
        }
        return found;
    }

    /** The databases that there are. */
    public static List<String> names() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection database = LINE.superuser("postgres");
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select datname from pg_database where datallowconn and not datistemplate order by datname")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Whether it is in one that was written to a file by {@code pg_dump}. */
    public boolean isInDump(Path file) throws IOException, InterruptedException {
        return isIn("pg_restore", "--file=-", file.toString());
    }

    /** Whether it is in what a program of PostgreSQL's says, which must end well. */
    private boolean isIn(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(words));
        if (!words[0].equals("pg_restore")) {
            command.addAll(List.of(
                    "--host=127.0.0.1",
                    "--port=" + LINE.port("SLIPWAY_POSTGRES_PORT"),
                    "--username=postgres",
                    "--no-password"));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("PGPASSWORD", LINE.secret("postgres-password")));
        Process process = builder.start();
        boolean isIn;
        try (InputStream said = new BufferedInputStream(process.getInputStream())) {
            isIn = canary.isIn(said);
            if (isIn) {
                said.transferTo(OutputStream.nullOutputStream());
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", words) + " ended with " + process.exitValue());
        }
        return isIn;
    }
}
