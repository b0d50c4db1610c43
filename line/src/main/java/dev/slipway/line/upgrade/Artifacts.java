package dev.slipway.line.upgrade;

import dev.slipway.line.program.Programs;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * Build outputs that {@code up} uses, in the checkout and in a separate folder. All methods can be interrupted and
 * repeated.
 *
 * @param checkout the checkout that the line is started from
 * @param aside the folder with the new and the former build outputs
 * @param programs those that copy and remove
 */
record Artifacts(Path checkout, Path aside, Programs programs) {
    /** All build outputs that the line is started from. */
    static final List<String> PATHS = List.of(
            "target/postgresql",
            "keycloak/target/keycloak",
            "ear/target/server",
            "ear/target/service-server",
            "ear/target/slipway.ear",
            "line/target/agent",
            "line/target/line.jar",
            "line/target/slipway.jar");

    /** Time stamps by which {@code up} detects outdated build outputs. */
    private static final List<String> STAMPS = List.of(
            "keycloak/target/keycloak/.built",
            "ear/target/server/.provisioned",
            "ear/target/service-server/.built",
            "ear/target/slipway.ear");

    /** The sources of the last build in the checkout: by them, {@code up} would build the other version's outputs again. */
    private static final String SOURCES = "target/sources";

    Artifacts(Path checkout, Path aside) {
        this(checkout, aside, UpgradePrograms.in(aside));
    }

    /** The folder of the new version's build. */
    Path built() {
        return aside.resolve("new");
    }

    /** The build outputs of the former version. */
    private Path former() {
        return aside.resolve("former");
    }

    /** Moves the new version's outputs into the checkout and saves the former ones. */
    void switchToNew() throws IOException {
        exchange(former(), built());
    }

    /** Moves the former version's outputs back into the checkout. */
    void switchToFormer() throws IOException {
        exchange(built(), former());
    }

    /** Deletes what is no longer needed. */
    void forget() throws IOException {
        remove(built());
        remove(former());
    }

    /** A new folder for a build. Leftovers of an interrupted {@link #forget} belong to another upgrade. */
    Path makeRoom() throws IOException {
        forget();
        return Files.createDirectories(built());
    }

    private void exchange(Path kept, Path taken) throws IOException {
        for (String path : PATHS) {
            Path here = checkout.resolve(path);
            remove(gone(here));
            if (!Files.exists(taken.resolve(path))) {
                continue;
            }
            if (Files.exists(here)) {
                // If the former output is saved already, this one is a partial new one.
                if (Files.exists(kept.resolve(path))) {
                    remove(here);
                } else {
                    move(here, kept.resolve(path));
                }
            }
            move(taken.resolve(path), here);
        }
        deleteClasses();
        Files.deleteIfExists(checkout.resolve(SOURCES));
        for (String stamp : STAMPS) {
            Path file = checkout.resolve(stamp);
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
        }
    }

    /** Of two outputs, as a JVM has parsed them: the former ones are older, so that these would be taken for theirs. */
    private void deleteClasses() throws IOException {
        Path folder = checkout.resolve("line/target");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(folder, "*.jsa")) {
            for (Path archive : archives) {
                Files.deleteIfExists(archive);
            }
        }
    }

    private void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            moveByCopy(from, to);
        }
    }

    /**
     * Moves to another file system. Both names only ever stand for something whole: it is copied and removed under
     * others, which the next run clears.
     */
    void moveByCopy(Path from, Path to) throws IOException {
        Path temporary = to.resolveSibling("." + to.getFileName() + ".new");
        remove(temporary);
        UpgradePrograms.require(programs, List.of("cp", "-a", "--", from.toString(), temporary.toString()));
        Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
        Path gone = gone(from);
        remove(gone);
        Files.move(from, gone, StandardCopyOption.ATOMIC_MOVE);
        remove(gone);
    }

    private static Path gone(Path path) {
        return path.resolveSibling("." + path.getFileName() + ".gone");
    }

    /** Deletes recursively; links are removed, not followed. */
    private void remove(Path folder) throws IOException {
        UpgradePrograms.require(programs, List.of("rm", "-rf", "--one-file-system", "--", folder.toString()));
    }
}
