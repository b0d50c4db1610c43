package dev.slipway.line.gitlab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files in the volumes that other programs read: each is there whole or not at all. */
final class PlacedFile {
    static final String MINE = "rw-------";
    static final String EVERYBODYS = "rw-r--r--";

    private PlacedFile() {}

    /** A folder for this user alone, unless it is there already. */
    static Path folder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder;
    }

    /** What is in a file; empty where there is nothing. */
    static Optional<String> read(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) > 0
                ? Optional.of(Files.readString(file))
                : Optional.empty();
    }

    /** Writes it beside, with its mode, and renames it. */
    static void place(Path file, String content, String mode) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        try (SeekableByteChannel out = Files.newByteChannel(
                beside,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MINE)))) {
            for (ByteBuffer left = StandardCharsets.UTF_8.encode(content); left.hasRemaining(); ) {
                out.write(left);
            }
        }
        Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString(mode));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
