package dev.slipway.line.backup.repository;

import dev.slipway.line.backup.program.BackupPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The files in workers' folders that consist of holes: a service makes one of terabytes at no cost, and restic would
 * read, and restore, each of their bytes.
 *
 * @param files their paths in the line's folder, the largest first; each character is a byte, for they have any names
 * @param folders the folders that are left out instead, of workers that have very many of them, with a slash at the end
 * @param bytes the size of the files, also of those in the folders
 */
public record SparseFiles(List<String> files, List<String> folders, long bytes) {
    /** A file that is larger than what it takes by this factor consists of holes. */
    private static final long FACTOR = 8;

    /** The unit in which find says what a file takes. */
    private static final long BLOCK = 512;

    /** Linux opens no longer path, so restic reads none, and fails with a pattern of more than 64 KB. */
    private static final int LONGEST_PATH = 4_096;

    /** Of a worker. restic compares each with each file of the line. */
    private static final int MOST_NAMED = 1_000;

    /** The folder that is left out with a file: none that has what the line itself needs. */
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
        List<String> largestFirst = search.byWorker.values().stream()
                .flatMap(paths -> paths.entrySet().stream())
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
        Predicate<String> isFolder = path -> path.endsWith("/");
        return new SparseFiles(
                largestFirst.stream().filter(isFolder.negate()).toList(),
                largestFirst.stream().filter(isFolder).toList(),
                search.bytes);
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

    /** The files of each worker with their sizes. */
    private static final class Search {
        private final Map<String, Map<String, Long>> byWorker = new TreeMap<>();
        private final Set<String> crowded = new HashSet<>();
        private long bytes;

        void add(String text) {
            String[] words = text.split(" ", 3);
            long size = Long.parseLong(words[0]);
            String path = words[2];
            if (path.length() >= LONGEST_PATH) {
                return;
            }
            String[] names = path.split("/", 5);
            if (size / FACTOR <= Long.parseLong(words[1]) * BLOCK || isLeftOut(names)) {
                return;
            }
            bytes += size;
            Map<String, Long> paths = byWorker.computeIfAbsent(names[1], worker -> new HashMap<>());
            paths.merge(crowded.contains(names[1]) ? folder(path) : path, size, Math::max);
            if (paths.size() > MOST_NAMED && crowded.add(names[1])) {
                Map<String, Long> folders = new HashMap<>();
                paths.forEach((one, its) -> folders.merge(folder(one), its, Math::max));
                byWorker.put(names[1], folders);
            }
        }

        private static String folder(String path) {
            Matcher folder = FOLDER.matcher(path);
            return folder.lookingAt() ? folder.group() : path;
        }

        /** No pattern of what is left out has more than four names. */
        private static boolean isLeftOut(String[] names) {
            return IntStream.rangeClosed(2, Math.min(names.length, 4))
                    .mapToObj(count -> String.join("/", Arrays.asList(names).subList(0, count)))
                    .anyMatch(path -> BackupContents.isLeftOut(Path.of(path.replaceAll("[^ -~]", "?"))));
        }
    }
}
