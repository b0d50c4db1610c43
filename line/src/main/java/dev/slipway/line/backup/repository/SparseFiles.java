package dev.slipway.line.backup.repository;

import dev.slipway.line.backup.program.BackupPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The sparse files in workers' folders that a backup leaves out: a service makes one of terabytes at no cost, and restic
 * would read, and restore, each of their bytes. The smallest of each worker are stored: brokers and databases make such
 * files ahead of what they write.
 *
 * @param files their paths in the line's folder, the largest first; each character is a byte, for they have any names
 * @param folders the folders that are left out instead, of workers that have very many of them, with a slash at the
 *     end; where these would be very many as well, the worker's own
 * @param bytes the size of the files, also of those in the folders
 */
public record SparseFiles(List<String> files, List<String> folders, long bytes) {
    /** A file that is larger than what it takes by this factor is sparse. */
    private static final long FACTOR = 8;

    /** The unit in which find says what a file takes. */
    private static final long BLOCK = 512;

    /** Linux opens no longer path, so restic reads none, and fails with a pattern of more than 64 KB. */
    private static final int LONGEST_PATH = 4_096;

    /** Of a worker's files that are stored, together. */
    private static final long MOST_HOLES = 1L << 30;

    /** Of a worker. restic compares each with each file of the line. */
    private static final int MOST_NAMED = 1_000;

    /** The folder that is left out with a file, at first: none that has what the line itself needs. */
    private static final Pattern FOLDER =
            Pattern.compile("workers/[^/]+/(?:configuration/|log/|data/(?:content/(?:[^/]+/)?)?)?+[^/]+/");

    /** What matches a line break, which restic's file of patterns cannot have: none of the other characters. */
    private static final String LINE_BREAK = "[^\u0001-\t\u000b-\u00f4\u008f\u00bf\u00bf]";

    /** Those that a backup leaves out of a line's folder. */
    public static SparseFiles of(Path state) throws IOException {
        Search search = new Search();
        // It fails where a file is gone meanwhile, and names the others.
        BackupPrograms.in(state)
                .runRaw(
                        List.of("find", "workers", "-type", "f", "-size", "+64k", "-printf", "%s %b %p\\0"),
                        search::add);
        Collection<Worker> workers = search.byWorker.values();
        List<String> largestFirst = workers.stream()
                .flatMap(worker -> worker.leftOut.entrySet().stream())
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
        Predicate<String> isFolder = path -> path.endsWith("/");
        return new SparseFiles(
                largestFirst.stream().filter(isFolder.negate()).toList(),
                largestFirst.stream().filter(isFolder).toList(),
                workers.stream().mapToLong(worker -> worker.bytes).sum());
    }

    /**
     * restic's patterns for them, a line each. It trims the blanks at the end of a line, and what has a slash there is a
     * file as well.
     */
    byte[] patterns(Path state) {
        String place = new String(state.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        StringBuilder patterns = new StringBuilder();
        for (List<String> paths : List.of(files, folders)) {
            paths.forEach(path -> patterns.append(pattern(place + "/" + path)).append("/\n"));
        }
        return patterns.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A path for people. */
    public static String text(String path) {
        return new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String pattern(String path) {
        return path.replaceAll("[*?\\[\\\\]", "\\\\$0").replace("$", "$$").replace("\n", LINE_BREAK);
    }

    /** One of them, and how much of it is holes. */
    private record SparseFile(String path, long size, long holes) {}

    private static final class Search {
        private final Map<String, Worker> byWorker = new TreeMap<>();

        void add(String text) {
            String[] words = text.split(" ", 3);
            long size = Long.parseLong(words[0]);
            long taken = Long.parseLong(words[1]) * BLOCK;
            String path = words[2];
            String[] names = path.split("/", 5);
            if (path.length() < LONGEST_PATH && size / FACTOR > taken && !isLeftOut(names)) {
                byWorker.computeIfAbsent(names[1], Worker::new).add(new SparseFile(path, size, size - taken));
            }
        }

        /** No pattern of what is left out has more than four names. */
        private static boolean isLeftOut(String[] names) {
            return IntStream.rangeClosed(2, Math.min(names.length, 4))
                    .mapToObj(count -> String.join("/", Arrays.asList(names).subList(0, count)))
                    .anyMatch(path -> BackupContents.isLeftOut(Path.of(path.replaceAll("[^ -~]", "?"))));
        }
    }

    /** Those of a worker. Only the paths of what is stored and of what is named are kept: there may be millions. */
    private static final class Worker {
        private final Queue<SparseFile> stored =
                new PriorityQueue<>(Comparator.comparingLong(SparseFile::holes).reversed());
        private final Queue<UnaryOperator<String>> coarser = new ArrayDeque<>();
        private UnaryOperator<String> naming = UnaryOperator.identity();
        private Map<String, Long> leftOut = new HashMap<>();
        private long holes;
        private long bytes;

        Worker(String name) {
            coarser.add(Worker::folder);
            coarser.add(path -> "workers/" + name + "/");
        }

        void add(SparseFile file) {
            if (file.holes > MOST_HOLES) {
                leaveOut(file);
                return;
            }
            stored.add(file);
            holes += file.holes;
            while (holes > MOST_HOLES) {
                SparseFile largest = stored.remove();
                holes -= largest.holes;
                leaveOut(largest);
            }
        }

        private void leaveOut(SparseFile file) {
            bytes += file.size;
            leftOut.merge(naming.apply(file.path), file.size, Math::max);
            while (leftOut.size() > MOST_NAMED) {
                naming = coarser.remove();
                Map<String, Long> fewer = new HashMap<>();
                leftOut.forEach((path, size) -> fewer.merge(naming.apply(path), size, Math::max));
                leftOut = fewer;
            }
        }

        private static String folder(String path) {
            Matcher folder = FOLDER.matcher(path);
            return folder.lookingAt() ? folder.group() : path;
        }
    }
}
