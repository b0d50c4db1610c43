package dev.slipway.line.rotation;

import dev.slipway.line.rotation.plan.Stage;
import dev.slipway.line.setting.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of a secret's rotation: its own, and next to it, in a folder {@code rotation}, first the next value and then the former.
 *
 * @param file the secret's own file
 */
record SecretFiles(Path file) {
    Stage stage() {
        return Files.exists(next()) ? Stage.PROPOSED : Files.exists(former()) ? Stage.SWITCHED : Stage.IDLE;
    }

    /** Whether the secret exists. */
    boolean isThere() {
        return Files.exists(file);
    }

    String current() throws IOException {
        return Files.readString(file).strip();
    }

    Optional<String> proposed() throws IOException {
        try {
            return Optional.of(Files.readString(next()).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The time at which the next value became the current one. */
    Instant switchedAt() throws IOException {
        return Files.getLastModifiedTime(former()).toInstant();
    }

    /** The time at which the current value was written. */
    Instant writtenAt() throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }

    void propose(String value) throws IOException {
        Path folder = file.resolveSibling("rotation");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        new SecretFile(next()).write(value + "\n");
    }

    /** In this order, so that both values exist at any time. */
    void complete() throws IOException {
        new SecretFile(former()).write(current() + "\n");
        new SecretFile(file).take(next());
    }

    void forget() throws IOException {
        Files.deleteIfExists(former());
    }

    /** The file with the next value. */
    Path next() {
        return file.resolveSibling("rotation").resolve(name() + ".next");
    }

    /** The file with the former value. */
    Path former() {
        return file.resolveSibling("rotation").resolve(name() + ".former");
    }

    private String name() {
        return Objects.toString(file.getFileName());
    }
}
