package dev.slipway.line.host.file;

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

/** A file of the line's owner, in a folder that only the owner can write. */
public record StateFile(Path path) {
    public static final String FOR_ALL = "rw-r--r--";
    static final String FOR_A_GROUP = "rw-r-----";
    public static final String FOR_THE_OWNER = "rw-------";

    /** Its content; empty if it does not exist. */
    public Optional<String> read() throws IOException {
        try {
            return Optional.of(Files.readString(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Writes a temporary file and renames it, so that readers never see half of it. */
    public void write(String text, String permissions) throws IOException {
        write(text, permissions, null);
    }

    /**
     * The same, shared with a system group.
     *
     * @param group the group that may read it; null for none
     */
    public void write(String text, String permissions, @Nullable String group) throws IOException {
        Path folder = path.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        // Private until it is complete.
        Path temporary = Files.createTempFile(folder, "." + path.getFileName() + ".", ".new");
        try {
            Files.writeString(temporary, text);
            PosixFileAttributeView view =
                    Files.getFileAttributeView(temporary, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (group != null) {
                view.setGroup(
                        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(group));
            }
            view.setPermissions(PosixFilePermissions.fromString(permissions));
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
