package dev.slipway.ledger.worker.disk;

import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Caches the digests of a server's stored content for as long as the files are unchanged.
 *
 * <p>WildFly names content by SHA-1, the ledger identifies archives by SHA-256. Both are computed in one pass, which
 * also detects a file that no longer matches its name.
 */
class ContentStore {
    private static final String UNCHANGED = "unix:ino,size,lastModifiedTime,ctime";

    /** A limit, since a deployer may point the server at any path, even a whole disk. */
    private static final int MOST_FILES = 20_000;

    private static final long MOST_BYTES = 2L << 30;

    private final int mostFiles;
    private final long mostBytes;
    private final Map<Path, CachedDigests> cached = new HashMap<>();

    /** Read and written without a lock: hashing what one service stores must not keep the others' checks waiting. */
    private final Map<Stored, CachedDigests> foreign = new ConcurrentHashMap<>();

    ContentStore() {
        this(MOST_FILES, MOST_BYTES);
    }

    ContentStore(int mostFiles, long mostBytes) {
        this.mostFiles = mostFiles;
        this.mostBytes = mostBytes;
    }

    /**
     * The digests of a file or folder.
     *
     * @param sha1 of a file; what the server would call it
     * @param sha256 what the ledger would call it; of a folder, that of a list of its files with theirs
     */
    record Digests(String sha1, Digest sha256) {}

    /** A file below a folder of another user's server. */
    private record Stored(ServerFolder folder, List<String> names) {}

    private record CachedDigests(Map<String, Object> state, long size, Digests digests) {}

    /**
     * The digests of a path; empty if there is nothing readable that can be an archive.
     *
     * <p>Follows links: a user who may point the server at a path may also run code there that reads it.
     */
    synchronized Optional<Digests> digests(Path path) {
        try {
            return Files.isDirectory(path)
                    ? folder(path)
                    : file(path, mostBytes).map(CachedDigests::digests);
        } catch (IOException | SecurityException e) {
            // One unreadable file must not hide the others.
            cached.remove(path);
            return Optional.empty();
        }
    }

    /**
     * The digests of a file below a folder of another user's server; empty if it is absent, unreadable, or over the
     * budget.
     */
    Optional<Digests> digests(ServerFolder folder, List<String> names, ReadBudget budget) {
        Stored stored = new Stored(folder, names);
        try {
            String[] path = names.toArray(String[]::new);
            Optional<ServerFolder.State> state = folder.state(path);
            if (state.isEmpty()) {
                foreign.remove(stored);
                return Optional.empty();
            }
            Map<String, Object> now = Map.of("state", state.get());
            CachedDigests before = foreign.get(stored);
            if (before != null && before.state().equals(now)) {
                return Optional.of(before.digests());
            }
            if (!budget.take(state.get().size())) {
                return Optional.empty();
            }
            try (SeekableByteChannel channel = folder.open(path)) {
                Digests digests =
                        compute(Channels.newInputStream(channel), state.get().size());
                foreign.put(stored, new CachedDigests(now, state.get().size(), digests));
                return Optional.of(digests);
            }
        } catch (IOException | SecurityException e) {
            foreign.remove(stored);
            return Optional.empty();
        }
    }

    /** Evicts the cached digests of a folder of another user's server, except for these files. */
    void retainOnly(ServerFolder folder, Collection<List<String>> names) {
        foreign.keySet().removeIf(stored -> stored.folder() == folder && !names.contains(stored.names()));
    }

    /** Evicts what is under none of these paths. */
    synchronized void retainOnly(List<Path> paths) {
        cached.keySet().removeIf(path -> paths.stream().noneMatch(path::startsWith));
    }

    private Optional<CachedDigests> file(Path path, long most) throws IOException {
        Map<String, Object> state = Files.readAttributes(path, UNCHANGED);
        CachedDigests before = cached.get(path);
        if (before != null && before.state().equals(state)) {
            return before.size() > most ? Optional.empty() : Optional.of(before);
        }
        long size = state.get("size") instanceof Long bytes ? bytes : 0;
        if (!Files.isRegularFile(path) || size > most) {
            return Optional.empty();
        }
        CachedDigests now = new CachedDigests(state, size, compute(path));
        cached.put(path, now);
        return Optional.of(now);
    }

    /** In the form of sha256sum's output, sorted by path. */
    private Optional<Digests> folder(Path folder) throws IOException {
        StringBuilder list = new StringBuilder();
        long left = mostBytes;
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> files = paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(mostFiles + 1L)
                    .sorted()
                    .toList();
            if (files.size() > mostFiles) {
                return Optional.empty();
            }
            for (Path path : files) {
                Optional<CachedDigests> file = file(path, left);
                if (file.isEmpty()) {
                    return Optional.empty();
                }
                left -= file.get().size();
                list.append(file.get().digests().sha256().hex())
                        .append("  ")
                        .append(folder.relativize(path))
                        .append('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        byte[] bytes = list.toString().getBytes(StandardCharsets.UTF_8);
        return Optional.of(new Digests(hex(Hash.sha1().digest(bytes)), Digest.of(Sha256.of(bytes))));
    }

    private Digests compute(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return compute(stream, Long.MAX_VALUE);
        }
    }

    /** Reads at most this many bytes, since a file may grow during the read. */
    private Digests compute(InputStream stream, long most) throws IOException {
        Hash.Pair hash = new Hash.Pair();
        byte[] buffer = new byte[1 << 16];
        long left = most;
        for (int read = stream.read(buffer); read >= 0 && left > 0; read = stream.read(buffer)) {
            int taken = (int) Math.min(read, left);
            hash.update(buffer, taken);
            left -= taken;
        }
        return new Digests(hex(hash.sha1()), Digest.of(hash.sha256()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
