package dev.slipway.line.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of the line's owner, in a folder that nobody else can write to. */
record StateFile(Path path) {
    static final String FOR_ALL = "rw-r--r--";
    static final String FOR_A_GROUP = "rw-r-----";
    static final String FOR_THE_OWNER = "rw-------";

    /** What is in it; empty where it is not there. */
    Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Beside it first and then renamed, so that nobody reads half of it. */
    void write(String text, String permissions) throws IOException {
        write(text, permissions, null);
    }

    /**
     * The same, for a group of the system's.
     *
     * @param group who may read it, too; null where it stays the owner's
     */
    void write(String text, String permissions, @Nullable String group) throws IOException {
        Path folder = path.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        // It is the owner's alone until all is said.
        Path beside = Files.createTempFile(folder, "." + path.getFileName() + ".", ".new");
        try {
            Files.writeString(beside, text);
            PosixFileAttributeView view =
                    Files.getFileAttributeView(beside, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (group != null) {
                view.setGroup(
                        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
            }
            view.setPermissions(PosixFilePermissions.fromString(permissions));
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
