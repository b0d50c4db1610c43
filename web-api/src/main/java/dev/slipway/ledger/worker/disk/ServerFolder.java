package dev.slipway.ledger.worker.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of a server, and the regular files under it.
 *
 * <p>A foreign server may be run by a hostile user who owns everything below its base folder and can change it at any
 * time. There, each name is opened relative to its parent folder and no link is followed; the file must be a regular
 * one that belongs to the owner of the base folder, so that a hard link cannot expose another user's. As a pipe may
 * leak a thread by {@link PatientOpening}, all who read a server need the same instance. Any number of threads may use
 * it.
 */
public final class ServerFolder {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_NAMES = 10_000;
    private static final String STATE = "unix:ino,size,lastModifiedTime,ctime,isRegularFile";

    private final Path root;
    private final List<String> below;
    private final boolean isForeign;
    private final PatientOpening opening;
    private volatile @Nullable FileStore store;

    private ServerFolder(Path root, List<String> below, boolean isForeign, Duration patience) {
        this.root = root;
        this.below = below;
        this.isForeign = isForeign;
        opening = new PatientOpening(patience);
    }

    /** A folder of the ledger's own server. */
    public static ServerFolder own(Path folder) {
        return new ServerFolder(folder, List.of(), false, PATIENCE);
    }

    /**
     * A folder of another user's server.
     *
     * @param base the server's base folder, whose path that user cannot change
     * @param below the names of the folders from there
     */
    public static ServerFolder foreign(Path base, String... below) {
        return foreign(PATIENCE, base, below);
    }

    /** The same, where opening a file may take so long. */
    static ServerFolder foreign(Duration patience, Path base, String... below) {
        return new ServerFolder(base, List.of(below), true, patience);
    }

    /**
     * The metadata of a regular file.
     *
     * @param inode its inode number
     * @param size its size, in bytes
     * @param writtenAt when its content was last written; its owner can fake this
     * @param changedAt when its inode was last changed, set by the kernel
     */
    public record State(long inode, long size, Instant writtenAt, Instant changedAt) {}

    /** Whether another, possibly hostile, user owns it. */
    public boolean isForeign() {
        return isForeign;
    }

    /** How many bytes its file system has left for this process; {@link Long#MAX_VALUE} if unknown. */
    public long usableBytes() {
        try {
            FileStore disk = store;
            if (disk == null) {
                disk = Files.getFileStore(root);
                store = disk;
            }
            return disk.getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /**
     * The names in it with this prefix; empty if the folder does not exist.
     *
     * @throws UntrustedFileException if it is reached through a link, or has more than 10,000 such files
     */
    public List<String> names(String prefix) throws IOException {
        List<String> names = new ArrayList<>();
        requireNoLinks(below);
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(path(List.of()))) {
            int seen = 0;
            for (Path path : paths) {
                String name = String.valueOf(path.getFileName());
                if (name.startsWith(prefix)) {
                    names.add(name);
                }
                if (isForeign && ++seen > MOST_NAMES) {
                    throw new UntrustedFileException(path(List.of()) + " holds too many files");
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        return names;
    }

    /**
     * The state of the regular file of this name, below folders of these; empty if there is none.
     *
     * @throws UntrustedFileException if it is reached through a link
     */
    public Optional<State> state(String... names) throws IOException {
        List<String> path = List.of(names);
        try {
            List<String> folders = new ArrayList<>(below);
            folders.addAll(path.subList(0, path.size() - 1));
            requireNoLinks(folders);
            Map<String, Object> state = Files.readAttributes(path(path), STATE, LinkOption.NOFOLLOW_LINKS);
            return Boolean.TRUE.equals(state.get("isRegularFile"))
                            && state.get("ino") instanceof Long inode
                            && state.get("size") instanceof Long size
                            && state.get("lastModifiedTime") instanceof FileTime writtenAt
                            && state.get("ctime") instanceof FileTime changedAt
                    ? Optional.of(new State(inode, size, writtenAt.toInstant(), changedAt.toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens the regular file of this name, below folders of these, for reading.
     *
     * @throws NoSuchFileException if it is not there, or was just replaced
     * @throws UntrustedFileException if it is not to be trusted
     */
    public SeekableByteChannel open(String... names) throws IOException {
        List<String> path = Arrays.asList(names);
        return isForeign
                ? opening.open(path(path), () -> openForeign(path))
                : FileChannel.open(path(path), StandardOpenOption.READ);
    }

    private SeekableByteChannel openForeign(List<String> names) throws IOException {
        List<String> folders = new ArrayList<>(below);
        folders.addAll(names.subList(0, names.size() - 1));
        SecureDirectoryStream<Path> folder = secure(Files.newDirectoryStream(root));
        try {
            UserPrincipal owner = folder.getFileAttributeView(PosixFileAttributeView.class)
                    .readAttributes()
                    .owner();
            for (String name : folders) {
                SecureDirectoryStream<Path> next = folder.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS);
                folder.close();
                folder = next;
            }
            return open(folder, names, owner);
        } finally {
            folder.close();
        }
    }

    private SeekableByteChannel open(SecureDirectoryStream<Path> folder, List<String> names, UserPrincipal owner)
            throws IOException {
        Path file = Path.of(names.get(names.size() - 1));
        Object before = key(folder, file, owner, names);
        SeekableByteChannel channel =
                folder.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        try {
            // Fails for a pipe.
            channel.position();
            if (!before.equals(key(folder, file, owner, names))) {
                throw new NoSuchFileException(path(names).toString(), null, "it was just replaced");
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The file's key (device and inode), after checking that it is that user's regular file. */
    private Object key(SecureDirectoryStream<Path> folder, Path file, UserPrincipal owner, List<String> names)
            throws IOException {
        PosixFileAttributes state = folder.getFileAttributeView(
                        file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        if (!state.isRegularFile()) {
            throw new UntrustedFileException(path(names) + " is not a regular file");
        }
        if (!state.owner().equals(owner)) {
            throw new UntrustedFileException(path(names) + " does not belong to the server's user");
        }
        return state.fileKey();
    }

    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        stream.close();
        throw new IOException("this platform opens no file relative to a folder");
    }

    private void requireNoLinks(List<String> folders) throws UntrustedFileException {
        Path path = root;
        for (String folder : isForeign ? folders : List.<String>of()) {
            path = path.resolve(folder);
            if (Files.isSymbolicLink(path)) {
                throw new UntrustedFileException(path + " is a link");
            }
        }
    }

    private Path path(List<String> names) {
        Path path = root;
        for (String name : below) {
            path = path.resolve(name);
        }
        for (String name : names) {
            path = path.resolve(name);
        }
        return path;
    }

    @Override
    public String toString() {
        return path(List.of()).toString();
    }
}
