package dev.slipway.ledger.auditlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One file of a log that rotates by size: the log itself, or an older one, behind whose name stands its age.
 *
 * @param path where it is now
 * @param age 0 for the log itself, then 1, 2 and so on
 * @param inode its number on the disk
 * @param size its size when it was listed, in bytes
 */
record LogFile(Path path, int age, long inode, long size) {
    private static final int DIGESTED = 4096;

    /** All files of a log, the oldest first. */
    static List<LogFile> list(Path log) throws IOException {
        List<LogFile> files = new ArrayList<>();
        String name = String.valueOf(log.getFileName());
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(parent(log), name + "*")) {
            for (Path path : paths) {
                String suffix = String.valueOf(path.getFileName()).substring(name.length());
                if (suffix.isEmpty() || suffix.matches("\\.[1-9][0-9]{0,3}")) {
                    int age = suffix.isEmpty() ? 0 : Integer.parseInt(suffix.substring(1));
                    add(files, path, age);
                }
            }
        }
        files.sort(Comparator.comparingInt(LogFile::age).reversed());
        return files;
    }

    /** Whether this is the file, unchanged up to there, that was read up to this place. */
    boolean holds(Place place) throws IOException {
        return size >= place.lineEnd()
                && digest(path, place.lineStart(), place.lineEnd()).equals(place.lineDigest());
    }

    /** The digest of a line. Only its end counts where it is long: a hole may have been cut into the file. */
    static String digest(Path path, long start, long end) throws IOException {
        if (start == end) {
            return "";
        }
        byte[] bytes = new byte[(int) Math.min(end - start, DIGESTED)];
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            file.seek(end - bytes.length);
            file.readFully(bytes);
        }
        return sha256(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Path parent(Path log) {
        Path parent = log.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static void add(List<LogFile> files, Path path, int age) throws IOException {
        try {
            Map<String, Object> state =
                    Files.readAttributes(path, "unix:ino,size,isRegularFile", LinkOption.NOFOLLOW_LINKS);
            if (Boolean.TRUE.equals(state.get("isRegularFile")) && state.get("ino") instanceof Long inode) {
                files.add(new LogFile(path, age, inode, state.get("size") instanceof Long size ? size : 0));
            }
        } catch (NoSuchFileException e) {
            // It has just been rotated; whoever lists it again finds it under its new name.
        }
    }
}
