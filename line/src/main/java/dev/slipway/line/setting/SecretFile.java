package dev.slipway.line.setting;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret in a file that only its owner may read. */
public record SecretFile(Path path) {
    private static final int BYTES = 20;

    /** 160 bits in 27 letters, digits, - and _. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Writes it beside first and then renames it, so that nobody reads half of it, also after a power failure. */
    public void write(String secret) throws IOException {
        Path beside = Files.createTempFile(folder(), path.getFileName() + ".", ".new");
        try {
            Files.writeString(beside, secret, StandardOpenOption.SYNC);
            take(beside);
        } catch (IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
    }

    /** Has another file take its place; the rename has reached the disk when this returns. */
    public void take(Path other) throws IOException {
        Files.move(other, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(folder())) {
            folder.force(true);
        }
    }

    /** What is in it; a new one where there is none. */
    public String readOrMake() throws IOException {
        Files.createDirectories(folder());
        Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwx------"));
        if (!Files.exists(path) || Files.size(path) == 0) {
            write(random());
        }
        return Files.readString(path).strip();
    }

    /** Takes it away; no more than that where there is none. */
    public void remove() throws IOException {
        Files.deleteIfExists(path);
    }

    private Path folder() {
        return path.toAbsolutePath().resolveSibling("");
    }
}
