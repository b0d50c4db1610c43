package dev.slipway.line.host.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The list of a worker's deployments, which is in its server's configuration. Opened relative to the opened folders: the
 * worker's user may replace what is in its folder by a link or a pipe at any time.
 *
 * @param base the worker's folder
 */
record DeploymentList(Path base) {
    private static final Path FILE = Path.of("standalone.xml");
    private static final int LARGEST = 1 << 20;

    private static final Pattern ENABLED = Pattern.compile("<deployment (?![^<>]*\\benabled=\"false\")");

    /** Whether it has a deployment that the server starts; false if it cannot be read. */
    boolean isAnyEnabled() {
        try (SecureDirectoryStream<Path> configuration = configuration()) {
            return ENABLED.matcher(text(configuration)).find();
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes it, if there is one: the server's next start is without any. */
    void delete() throws IOException {
        try (SecureDirectoryStream<Path> configuration = configuration()) {
            configuration.deleteFile(FILE);
        } catch (NoSuchFileException e) {
            // Nothing is deployed there.
        }
    }

    private SecureDirectoryStream<Path> configuration() throws IOException {
        try (SecureDirectoryStream<Path> folder = (SecureDirectoryStream<Path>) Files.newDirectoryStream(base)) {
            return folder.newDirectoryStream(Path.of("configuration"), LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Its beginning, if it is too large to be a server's. */
    private static String text(SecureDirectoryStream<Path> configuration) throws IOException {
        // Also for writing: opening a pipe only for reading waits for a writer.
        try (SeekableByteChannel channel = configuration.newByteChannel(
                FILE, Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            // Fails for a pipe.
            channel.position();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(channel.size(), LARGEST));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Until all is read.
            }
            return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
        }
    }
}
