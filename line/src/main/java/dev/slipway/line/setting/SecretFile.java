package dev.slipway.line.setting;

import dev.slipway.line.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret in a file that only its owner can read. */
public record SecretFile(Path path) {
    private static final int BYTES = 20;

    /** 160 bits in 27 letters, digits, - and _. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Replaces the file atomically, also across a power failure. */
    public void write(String secret) throws IOException {
        AtomicFile.write(path, secret, AtomicFile.PRIVATE);
    }

    /** Has another file take its place; the rename has reached the disk when this returns. */
    public void take(Path other) throws IOException {
        AtomicFile.replace(path, other);
    }

    /** The secret; a new one is generated if there is none. */
    public String readOrMake() throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            Files.createDirectories(folder());
            Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
            write(random());
        }
        return Files.readString(path).strip();
    }

    /** Removes it, if it exists. */
    public void remove() throws IOException {
        Files.deleteIfExists(path);
    }

    private Path folder() {
        return path.toAbsolutePath().resolveSibling("");
    }
}
