package dev.slipway.line.cli.input.build;

import static java.util.Objects.requireNonNull;

import dev.slipway.line.program.Problem;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Finds test reports by a pattern, and packs them into ZIP files that the ledger accepts. */
public final class Reports {
    /** The ledger accepts 2,000 entries and 64 MB unpacked. */
    private static final int MOST_ENTRIES = 1500;

    private static final long MOST_BYTES = 48L << 20;
    /** The timestamp of all entries, so that the same reports result in the same bytes. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2026, 1, 1, 0, 0);

    private Reports() {}

    /**
     * The files that match a pattern, in order.
     *
     * @param folder the base of a relative pattern
     * @param pattern a file, or with {@code *}, {@code ?}, {@code [abc]} and, for any folders or none, {@code **}
     */
    public static List<Path> matching(Path folder, String pattern) {
        // On Windows, no path can have these characters, while brackets are common in names.
        if (!pattern.contains("*") && !pattern.contains("?")) {
            Path file = folder.resolve(pattern);
            if (Files.isRegularFile(file)) {
                return List.of(file);
            }
        }
        ReportPattern parts = ReportPattern.of(pattern, File.separatorChar == '\\');
        Path base = folder.resolve(parts.base());
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + glob(parts.rest()));
        try (Stream<Path> files = Files.walk(base, new FileVisitOption[0])) {
            return files.filter(Files::isRegularFile)
                    .filter(found -> matcher.matches(base.relativize(found)) && !isHidden(base.relativize(found)))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (UncheckedIOException e) {
            throw new Problem(base + " cannot be read: " + Digests.reason(requireNonNull(e.getCause())) + ".", "");
        } catch (IOException e) {
            throw new Problem(base + " cannot be read: " + Digests.reason(e) + ".", "");
        }
    }

    /** In Java, {@code **}{@code /} requires a folder, while in a shell it may match none; and braces must be literal. */
    static String glob(String pattern) {
        return pattern.replace("{", "\\{").replace("}", "\\}").replace("**/", "{**/,}");
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Packs reports into as many ZIP files as necessary.
     *
     * @param folder the target folder
     * @return {@code tests.zip}, {@code tests-2.zip} and so on
     */
    public static List<Path> packed(List<Path> reports, Path folder) {
        List<Path> archives = new ArrayList<>();
        int next = 0;
        try {
            while (next < reports.size()) {
                Path archive =
                        folder.resolve(archives.isEmpty() ? "tests.zip" : "tests-" + (archives.size() + 1) + ".zip");
                next = pack(reports, next, archive);
                archives.add(archive);
            }
        } catch (IOException e) {
            throw new Problem("The reports of the tests cannot be packed: " + Digests.reason(e) + ".", "");
        }
        return archives;
    }

    private static int pack(List<Path> reports, int from, Path archive) throws IOException {
        int next = from;
        long bytes = 0;
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            while (next < reports.size()) {
                Path report = reports.get(next);
                bytes += Files.size(report);
                int count = next - from + 1;
                if (count > 1 && (count > MOST_ENTRIES || bytes > MOST_BYTES)) {
                    break;
                }
                ZipEntry entry = new ZipEntry(String.format(Locale.ROOT, "%04d-%s", count, report.getFileName()));
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                Files.copy(report, zip);
                zip.closeEntry();
                next++;
            }
        }
        return next;
    }
}
