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

/** Files in volumes that other programs read, replaced atomically. */
final class AtomicFile {
    static final String MINE = "rw-------";
    static final String EVERYBODYS = "rw-r--r--";

    private AtomicFile() {}

    /** Creates a folder for this user alone, unless it exists. */
    static Path folder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder;
    }

    /** The content of a file; empty if it is absent or empty. */
    static Optional<String> read(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) > 0
                ? Optional.of(Files.readString(file))
                : Optional.empty();
    }

    /** Writes a temporary file with the mode and renames it. */
    static void write(Path file, String content, String mode) throws IOException {
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
