package dev.slipway.line.host;

import dev.slipway.line.group.Group;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the agent asks for: a file for each group, in a folder of the agent's user, who could have put a link in the place of any of
 * them. Nothing is followed there, and nothing is read that is not that user's own.
 *
 * @param agent the folder that the agent's own lies in
 */
record Asks(Path agent) {
    private static final Pattern FILE = Pattern.compile("([a-z][a-z0-9-]{0,62})\\.json");
    private static final int LARGEST = 65_536;

    /**
     * What one file says.
     *
     * @throws IOException when it cannot be read as what it should be
     */
    @FunctionalInterface
    interface Ask {
        /** The group that it asks for. */
        Group read() throws IOException;
    }

    /** All of them, by the group's name. */
    SortedMap<String, Ask> all() throws IOException {
        SortedMap<String, Ask> all = new TreeMap<>();
        Path work = agent.resolve("work");
        if (!Files.isDirectory(work, LinkOption.NOFOLLOW_LINKS)) {
            return all;
        }
        String owner = Files.getOwner(work, LinkOption.NOFOLLOW_LINKS).getName();
        try (DirectoryStream<Path> outer = Files.newDirectoryStream(work);
                SecureDirectoryStream<Path> folder =
                        secure(outer).newDirectoryStream(Path.of("groups"), LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : folder) {
                Path file = entry.getFileName();
                var name = FILE.matcher(file.toString());
                if (name.matches()) {
                    byte[] text = read(folder, file, owner);
                    String group = name.group(1);
                    all.put(group, () -> GroupFile.parse(group, text));
                }
            }
        } catch (NoSuchFileException e) {
            return all;
        }
        return all;
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> folder) {
        if (folder instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new HostException("this file system has no folders that can be held");
    }

    /** Nothing where it is no file of that owner's: that is no group. */
    private static byte[] read(SecureDirectoryStream<Path> folder, Path file, String owner) throws IOException {
        PosixFileAttributes attributes = folder.getFileAttributeView(
                        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!attributes.isRegularFile() || !attributes.owner().getName().equals(owner) || attributes.size() > LARGEST) {
            return new byte[0];
        }
        try (SeekableByteChannel channel =
                folder.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until all of it is there.
            }
            byte[] text = new byte[buffer.position()];
            buffer.flip().get(text);
            return text;
        }
    }
}
