package dev.slipway.line.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replaces files atomically: readers see the old or the new content, even after a kill or a power failure.
 *
 * <p>The content is written to a new file in the same folder, which is renamed. Both the content and the rename have
 * reached the disk when a method returns.
 */
public final class AtomicFile {
    /** The permissions of what only its owner may read. */
    public static final String PRIVATE = "rw-------";

    private AtomicFile() {}

    /** Writes bytes, with the permissions that the umask gives. */
    public static void write(Path file, byte[] content) throws IOException {
        Path beside = beside(file);
        try {
            fill(beside, content);
            rename(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Writes a text in UTF-8, with the permissions that the umask gives. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a text in UTF-8, with these permissions whatever the umask. */
    public static void write(Path file, String content, String permissions) throws IOException {
        write(file, content, permissions, null);
    }

    /**
     * The same, of a group of the system. Until the file is complete, only its owner can read it.
     *
     * @param group the group; null for the user's own
     */
    public static void write(Path file, String content, String permissions, @Nullable String group) throws IOException {
        Path beside = beside(file);
        try {
            fill(beside, content.getBytes(StandardCharsets.UTF_8), attributes(file, PRIVATE));
            if (isPosix(file)) {
                PosixFileAttributeView view =
                        Files.getFileAttributeView(beside, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                if (group != null) {
                    view.setGroup(
                            file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
                }
                view.setPermissions(PosixFilePermissions.fromString(permissions));
            }
            rename(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Has another file of the same folder, which is complete, take a file's place. */
    public static void replace(Path file, Path other) throws IOException {
        try (FileChannel channel = FileChannel.open(other, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        rename(other, file);
    }

    /** For a new file or folder; none without POSIX permissions, where those of the user's folder must suffice. */
    public static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".new");
    }

    /** Follows no link, as the file must be new. */
    private static void fill(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (isPosix(to)) { // Windows opens no folder.
            try (FileChannel folder = FileChannel.open(to.toAbsolutePath().resolveSibling(""))) {
                folder.force(true);
            }
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
