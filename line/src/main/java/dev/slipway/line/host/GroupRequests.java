package dev.slipway.line.host;

import dev.slipway.line.ledger.Name;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
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
 * The agent's requests: one file per group, in a folder of the agent's user, who could replace any of them with a link.
 * Links are not followed, and files of other users are not read.
 *
 * @param agent the parent of the agent's folder
 */
record GroupRequests(Path agent) {
    private static final Pattern FILE = Pattern.compile("(" + Name.FORM + ")\\.json");
    private static final int LARGEST = 262_144;

    /** The content of each file, by group name; files of other users are skipped. */
    SortedMap<String, String> all() throws IOException {
        SortedMap<String, String> all = new TreeMap<>();
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
                    all.put(name.group(1), read(folder, file, owner));
                }
            }
        } catch (NoSuchFileException e) {
            return all;
        }
        return all;
    }

    /** Whether there is a file for a group, whatever its content. */
    boolean has(String group) {
        return Files.exists(agent.resolve("work/groups").resolve(group + ".json"), LinkOption.NOFOLLOW_LINKS);
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> folder) {
        if (folder instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        throw new HostException("this file system has no folders that can be held");
    }

    private static String read(SecureDirectoryStream<Path> folder, Path file, String owner) throws IOException {
        PosixFileAttributes attributes = folder.getFileAttributeView(
                        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!attributes.isRegularFile() || !attributes.owner().getName().equals(owner) || attributes.size() > LARGEST) {
            return "";
        }
        try (SeekableByteChannel channel =
                folder.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until all is read.
            }
            return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
        }
    }
}
