package dev.slipway.line.doctor.line;

import static dev.slipway.line.doctor.check.Finding.good;
import static dev.slipway.line.doctor.check.Finding.warning;
import static dev.slipway.line.doctor.check.Finding.wrong;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.program.Outcome;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The disk of the line's state, and who fills it: nothing keeps a service from that.
 *
 * @param free the bytes that the line could still write
 * @param size its bytes in all
 */
public record StateDisk(long free, long size, List<Folder> folders, boolean isCounted) {
    private static final long GIB = 1L << 30;
    private static final int TENTH = 10;
    private static final long PLENTY = 20 * GIB;
    private static final long BARE = 2 * GIB;
    private static final long LARGE = 5120;

    /** A worker's folder. */
    public record Folder(Path path, long megabytes) {}

    public StateDisk {
        folders = List.copyOf(folders);
    }

    public static StateDisk of(DoctorContext context) throws IOException {
        FileStore store = Files.getFileStore(context.settings().state());
        Outcome sizes = sizes(context);
        return new StateDisk(
                store.getUsableSpace(),
                store.getTotalSpace(),
                sizes.output().lines().map(StateDisk::folder).toList(),
                sizes.code() != Outcome.TIMED_OUT);
    }

    /**
     * The threshold, that of the ledger's alert {@code disk}: a tenth of the disk, but at most {@link #PLENTY} and at
     * least {@link #BARE}.
     */
    private long enough() {
        return Math.max(Math.min(size / TENTH, PLENTY), BARE);
    }

    /** {@code du} exits non-zero if a file disappears during the run, but prints the rest. */
    private static Outcome sizes(DoctorContext context) throws IOException {
        List<String> words = new ArrayList<>(List.of("du", "-sm", "--"));
        Path workers = context.settings().state().resolve("workers");
        if (Files.isDirectory(workers)) {
            try (Stream<Path> folders = Files.list(workers)) {
                folders.filter(Files::isDirectory).sorted().map(Path::toString).forEach(words::add);
            }
        }
        return words.size() == 3 ? new Outcome("du", 0, "", "") : context.run(words);
    }

    private static Folder folder(String line) {
        String[] words = line.split("\t", 2);
        return new Folder(Path.of(words[1]), Long.parseLong(words[0]));
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String state = String.format(
                Locale.ROOT, "The line's disk: %.1f of %.1f GiB are free", (double) free / GIB, (double) size / GIB);
        findings.add(
                free >= enough()
                        ? good(state)
                        : wrong(state + ". Full, PostgreSQL stops, and with it the line: make room"));
        if (!isCounted) {
            findings.add(warning("The workers' folders have too many files to count them within two minutes: du -sm "
                    + "on each of them says which"));
        }
        for (Folder folder : folders) {
            if (folder.megabytes() > LARGE) {
                findings.add(warning(folder.path().getFileName() + " has " + folder.megabytes() / 1024
                        + " GB of files: " + folder.path()));
            }
        }
        return findings;
    }
}
