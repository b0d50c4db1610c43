package dev.slipway.line.upgrade;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a build leaves for {@code up}, of the checkout and aside. Each of its methods can be cut off, and called again.
 *
 * @param checkout where the line is started from
 * @param aside the folder with what is built, and what was
 */
record Artifacts(Path checkout, Path aside) {
    /** All that the line is started from. */
    static final List<String> PATHS = List.of(
            "target/postgresql",
            "keycloak/target/keycloak",
            "ear/target/server",
            "ear/target/service-server",
            "ear/target/slipway.ear",
            "line/target/agent",
            "line/target/line.jar",
            "line/target/slipway.jar");

    /** By their times, {@code up} sees whether something is newer than what was built. */
    private static final List<String> STAMPS = List.of(
            "keycloak/target/keycloak/.built",
            "ear/target/server/.provisioned",
            "ear/target/service-server/.built",
            "ear/target/slipway.ear");

    /** Where the new version is built. */
    Path built() {
        return aside.resolve("new");
    }

    /** What was built of the version that ran. */
    private Path former() {
        return aside.resolve("former");
    }

    /** The new version's become the checkout's, and the checkout's are kept. */
    void takeNew() throws IOException {
        exchange(former(), built());
    }

    /** What was kept becomes the checkout's again. */
    void takeFormer() throws IOException {
        exchange(built(), former());
    }

    /** What nobody needs any more goes. */
    void forget() throws IOException {
        remove(built());
        remove(former());
    }

    /** A new folder for a build. */
    Path makeRoom() throws IOException {
        remove(built());
        return Files.createDirectories(built());
    }

    private void exchange(Path kept, Path taken) throws IOException {
        for (String path : PATHS) {
            Path here = checkout.resolve(path);
            if (!Files.exists(taken.resolve(path))) {
                continue;
            }
            if (Files.exists(here)) {
                // What was kept already is what counts; what is here then was half put there.
                if (Files.exists(kept.resolve(path))) {
                    remove(here);
                } else {
                    move(here, kept.resolve(path));
                }
            }
            move(taken.resolve(path), here);
        }
        for (String stamp : STAMPS) {
            Path file = checkout.resolve(stamp);
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            }
        }
    }

    /** By its name where it can be; else by a copy, which gets its name when it is whole. */
    private void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Path beside = to.resolveSibling("." + to.getFileName() + ".new");
            remove(beside);
            new Program(aside, Map.of()).require(List.of("cp", "-a", "--", from.toString(), beside.toString()));
            Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
            remove(from);
        }
    }

    /** With all that is in it: links are removed, not followed. */
    private void remove(Path folder) throws IOException {
        new Program(aside, Map.of()).require(List.of("rm", "-rf", "--one-file-system", "--", folder.toString()));
    }
}
