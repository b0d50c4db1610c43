package dev.slipway.line.roll;

import dev.slipway.line.Command;
import dev.slipway.line.Digest;
import dev.slipway.line.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Another release of the ledger: the archive that was built, with one file more.
 *
 * @param version what it is called
 * @param file the archive
 */
record Variant(String version, Path file) {

    /** A release with one migration more. */
    static Variant migrating(Path folder, String version, String migration, String sql) {
        return copy(folder, version, archive -> {
            Path inside = archive.getPath("web-api.war");
            Path ledger = folder.resolve(version + ".war");
            Files.copy(inside, ledger);
            write(ledger, war -> {
                Path classes = war.getPath("WEB-INF/classes");
                Files.writeString(classes.resolve("db/migration").resolve(migration), sql);
                Files.writeString(
                        classes.resolve("META-INF/migrations.txt"), " " + migration, StandardOpenOption.APPEND);
            });
            Files.delete(inside);
            Files.copy(ledger, inside);
        });
    }

    /** A release with a file more that nothing reads. */
    static Variant marked(Path folder, String version) {
        return copy(folder, version, archive -> Files.writeString(archive.getPath("META-INF/marker"), version));
    }

    /** Puts it onto the workers. */
    Command.Result deploy() {
        return Command.slipway("deploy", file.toString(), "--service", "slipway", "--version", version)
                .run();
    }

    /** Its digest, as the ledger writes it. */
    String digest() {
        return Digest.of(file);
    }

    private static Variant copy(Path folder, String version, Change change) {
        Path file = folder.resolve(version + ".ear");
        try {
            Files.copy(Line.target().resolve("slipway.ear"), file);
            write(file, change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Variant(version, file);
    }

    private static void write(Path zip, Change change) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(zip)) {
            change.make(archive);
        }
    }

    private interface Change {
        void make(FileSystem archive) throws IOException;
    }
}
