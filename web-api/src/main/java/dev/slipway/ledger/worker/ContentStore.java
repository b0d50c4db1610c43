package dev.slipway.ledger.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Digests of what a server stores, each computed once for as long as the file stays the same.
 *
 * <p>WildFly names what it stores by SHA-1; the ledger knows archives by SHA-256. Both come from one reading, so a file
 * that no longer fits its name is found.
 */
class ContentStore {
    private static final String PREFIX = "sha256:";
    private static final String UNCHANGED = "unix:ino,size,lastModifiedTime,ctime";

    private final Map<Path, Known> known = new HashMap<>();

    /**
     * The digests of a file or folder.
     *
     * @param sha1 of a file; what the server would call it
     * @param sha256 as the ledger writes digests; of a folder, that of a list of its files with theirs
     */
    record Digests(String sha1, String sha256) {}

    private record Known(Map<String, Object> state, Digests digests) {}

    /** What is there; empty if nothing is. */
    synchronized Optional<Digests> digests(Path path) {
        try {
            return Optional.of(Files.isDirectory(path) ? folder(path) : file(path));
        } catch (NoSuchFileException e) {
            known.remove(path);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets what is under none of these paths. */
    synchronized void keep(List<Path> paths) {
        known.keySet().removeIf(path -> paths.stream().noneMatch(path::startsWith));
    }

    private Digests file(Path path) throws IOException {
        Map<String, Object> state = Files.readAttributes(path, UNCHANGED);
        Known before = known.get(path);
        if (before != null && before.state().equals(state)) {
            return before.digests();
        }
        Digests digests = compute(path);
        known.put(path, new Known(state, digests));
        return digests;
    }

    /** In the form of sha256sum's output, sorted by path. */
    private Digests folder(Path folder) throws IOException {
        StringBuilder list = new StringBuilder();
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> files = paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
            for (Path path : files) {
                list.append(file(path).sha256().substring(PREFIX.length()))
                        .append("  ")
                        .append(folder.relativize(path))
                        .append('\n');
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        byte[] bytes = list.toString().getBytes(StandardCharsets.UTF_8);
        return new Digests(
                hex(Hash.sha1().digest(bytes)), PREFIX + hex(Hash.sha256().digest(bytes)));
    }

    private static Digests compute(Path path) throws IOException {
        Hash.Pair hash = new Hash.Pair();
        try (var stream = Files.newInputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                hash.update(buffer, read);
            }
        }
        return new Digests(hex(hash.sha1()), PREFIX + hex(hash.sha256()));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
