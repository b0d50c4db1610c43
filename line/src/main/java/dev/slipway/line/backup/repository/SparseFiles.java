package dev.slipway.line.backup.repository;

import dev.slipway.line.backup.program.BackupPrograms;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files in workers' folders that consist of holes, but for a few: a service makes one of terabytes at no cost, and
 * restic would read, and restore, each of their bytes.
 */
public final class SparseFiles {
    /** The holes of a worker's files that are stored, in bytes: a database that is mapped into memory has some. */
    private static final long MOST_HOLES = 1L << 30;

    /** Smaller files are not looked at. */
    private static final String SMALLEST = "+16384k";

    /** A file that is larger than what it takes by this factor consists of holes. */
    private static final long FACTOR = 8;

    /** The unit in which find says what a file takes. */
    private static final long BLOCK = 512;

    /** Where a worker has more, the whole of its folder is left out. */
    private static final int MOST_NAMED = 5;

    /** A longer path cannot be opened. */
    private static final int LONGEST_PATH = 4096;

    private final SortedSet<String> patterns;
    private final List<PathMatcher> matchers;

    private SparseFiles(SortedSet<String> patterns) {
        this.patterns = patterns;
        matchers = patterns.stream()
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();
    }

    /** Those that a backup leaves out of a line's folder. */
    public static SparseFiles of(Path state) throws IOException {
        SortedSet<String> patterns = new TreeSet<>();
        Path workers = state.resolve("workers");
        if (Files.isDirectory(workers)) {
            try (Stream<Path> folders = Files.list(workers)) {
                for (Path worker : folders.toList()) {
                    if (Files.isDirectory(worker, LinkOption.NOFOLLOW_LINKS)) {
                        patterns.addAll(new OfWorker(state, "workers/" + worker.getFileName()).leftOut());
                    }
                }
            }
        }
        return new SparseFiles(patterns);
    }

    /** restic's patterns for them, relative to the line's folder. */
    public SortedSet<String> patterns() {
        return patterns;
    }

    /**
     * Whether a file is one of them.
     *
     * @param file relative to the line's folder
     */
    public boolean has(Path file) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(file));
    }

    /** The pattern of a path, for restic in any locale: none of its characters is special. */
    static String pattern(String path) {
        return path.replaceAll("[*?\\[\\]{}\\\\]", "?")
                .replaceAll("[^ -~\\p{Cntrl}\uFFFD]", "?")
                .replaceAll("[\\p{Cntrl}\uFFFD]+", "*");
    }

    /** A file with its holes in bytes. */
    private record Sparse(String pattern, long holes) {}

    /** Those of a worker, however many there are. */
    private static final class OfWorker {
        private final Path state;
        private final String worker;
        private final PriorityQueue<Sparse> largest = new PriorityQueue<>(Comparator.comparingLong(Sparse::holes));
        private final StringBuilder lines = new StringBuilder();
        private long stored;

        OfWorker(Path state, String worker) {
            this.state = state;
            this.worker = worker;
        }

        List<String> leftOut() throws IOException {
            // It fails where a file is gone meanwhile, and names the others. A service chooses the names.
            BackupPrograms.in(state)
                    .run(
                            List.of("find", worker, "-type", "f", "-size", SMALLEST, "-printf", "%s %b %p\\0\\n"),
                            this::add);
            if (stored > MOST_HOLES) {
                return List.of(worker);
            }
            while (!largest.isEmpty() && stored + largest.element().holes() <= MOST_HOLES) {
                stored += largest.remove().holes();
            }
            return largest.stream().map(Sparse::pattern).toList();
        }

        private void add(String line) {
            lines.append(line);
            if (line.endsWith("\0")) {
                String[] words = lines.substring(0, lines.length() - 1).split(" ", 3);
                lines.setLength(0);
                add(Long.parseLong(words[0]), Long.parseLong(words[1]) * BLOCK, words[2]);
            } else {
                lines.append('\n');
            }
        }

        private void add(long size, long taken, String path) {
            if (size / FACTOR <= taken || path.length() >= LONGEST_PATH || isLeftOut(Path.of(pattern(path)))) {
                return;
            }
            largest.add(new Sparse(pattern(path), Math.min(size - taken, MOST_HOLES + 1)));
            if (largest.size() > MOST_NAMED) {
                stored += largest.remove().holes();
            }
        }

        private static boolean isLeftOut(Path file) {
            return Stream.iterate(file, path -> path != null, Path::getParent).anyMatch(BackupContents::isLeftOut);
        }
    }
}
