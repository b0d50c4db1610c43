package dev.slipway.line.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseFilesTest {
    private static final long MEGABYTE = 1L << 20;
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    Path state;

    private Path data;

    @BeforeEach
    void make() throws IOException {
        data = Files.createDirectories(state.resolve("workers/shop-1/data"));
    }

    @Test
    void areLeftOutOfWorkersFolders() throws IOException {
        make(data.resolve("huge"), MEGABYTE << 20);
        make(data.resolve("larger"), MEGABYTE << 21);
        make(data.resolve("small"), 1 << 16);
        Files.write(data.resolve("written"), new byte[(int) (17 * MEGABYTE)]);
        make(Files.createDirectories(state.resolve("archives")).resolve("other"), MEGABYTE << 20);
        make(Files.createDirectories(state.resolve("workers/shop-1/tmp/a")).resolve("other"), MEGABYTE << 20);
        SparseFiles sparse = SparseFiles.of(state);
        assertThat(sparse.files()).containsExactly("workers/shop-1/data/larger", "workers/shop-1/data/huge");
        assertThat(sparse.folders()).isEmpty();
        assertThat(sparse.bytes()).isEqualTo(3 * (MEGABYTE << 20));
    }

    /** A broker's or a database's, which the application needs. */
    @Test
    void areNoneThatAnApplicationMadeAheadOfWhatItWrites() throws IOException {
        Path log = data.resolve("db-1.log");
        make(log, 32 * MEGABYTE);
        Files.write(log, new byte[(int) MEGABYTE], StandardOpenOption.WRITE);
        make(data.resolve("huge"), MEGABYTE << 20);
        SparseFiles sparse = SparseFiles.of(state);
        assertThat(sparse.files()).containsExactly("workers/shop-1/data/huge");
        assertThat(sparse.bytes()).isEqualTo(MEGABYTE << 20);
    }

    @Test
    void areTheLargestBeyondAGigabyteOfEachWorker() throws IOException {
        for (int one = 1; one <= 5; one++) {
            make(data.resolve("queue" + one), one * 200 * MEGABYTE);
        }
        make(Files.createDirectories(state.resolve("workers/shop-2/data")).resolve("file"), GIGABYTE);
        SparseFiles sparse = SparseFiles.of(state);
        assertThat(sparse.files())
                .containsExactly(
                        "workers/shop-1/data/queue5", "workers/shop-1/data/queue4", "workers/shop-1/data/queue3");
        assertThat(sparse.bytes()).isEqualTo(12 * 200 * MEGABYTE);
    }

    @Test
    void takeNothingElseAlong() throws IOException {
        Path queue = Files.createDirectory(data.resolve("q"));
        for (int one = 0; one < 80; one++) {
            make(queue.resolve("file" + one), 2 * GIGABYTE);
            make(queue.resolve("other" + one), 3 * GIGABYTE);
        }
        SparseFiles sparse = SparseFiles.of(state);
        assertThat(sparse.files()).hasSize(160).allMatch(file -> file.startsWith("workers/shop-1/data/q/"));
        assertThat(sparse.folders()).isEmpty();
    }

    /** restic would compare each pattern with each file. */
    @Test
    void takeTheirFoldersAlongWhereAWorkerHasThousands() throws IOException {
        Path queue = Files.createDirectories(data.resolve("q/deep"));
        for (int one = 0; one < 1_001; one++) {
            make(queue.resolve("file" + one), 2 * GIGABYTE);
        }
        Path content = Files.createDirectories(data.resolve("content/aa/bb"));
        make(content.resolve("content"), 2 * GIGABYTE);
        make(content.resolveSibling("odd"), 2 * GIGABYTE);
        make(data.resolve("own"), 2 * GIGABYTE);
        make(Files.createDirectories(state.resolve("workers/shop-2/data/q")).resolve("file"), 2 * GIGABYTE);
        SparseFiles sparse = SparseFiles.of(state);
        assertThat(sparse.folders())
                .containsExactlyInAnyOrder("workers/shop-1/data/q/", "workers/shop-1/data/content/aa/bb/");
        assertThat(sparse.files())
                .containsExactlyInAnyOrder(
                        "workers/shop-1/data/content/aa/odd", "workers/shop-1/data/own", "workers/shop-2/data/q/file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file%d", "folder%d/file"})
    void takeTheWorkersFolderAlongWhereItHasThousandsOfThose(String name) throws IOException {
        for (int one = 0; one < 1_001; one++) {
            Path file = data.resolve(String.format(Locale.ROOT, name, one));
            Files.createDirectories(file.getParent());
            make(file, 2 * GIGABYTE);
        }
        make(Files.createDirectories(state.resolve("workers/shop-2/data")).resolve("file"), 2 * GIGABYTE);
        SparseFiles sparse = SparseFiles.of(state);
        assertThat(sparse.folders()).containsExactly("workers/shop-1/");
        assertThat(sparse.files()).containsExactly("workers/shop-2/data/file");
        assertThat(sparse.bytes()).isEqualTo(1_002 * 2 * GIGABYTE);
    }

    /** As restic 0.14 reads them: it trims each line, and takes what follows a dollar sign from the environment. */
    @Test
    void haveAnyNames() throws IOException, InterruptedException {
        String make = "cd \"$0\" && truncate -s 2G \"$(printf 'db-\\303\\244')\" \"$(printf 'raw\\377')\" 'blank '"
                + " '$HOME' 'a\\*?[b]' '\n' \"$(printf 'a\\r')\"";
        shell(make);
        String folder = state + "/workers/shop-1/data/";
        assertThat(new String(SparseFiles.of(state).patterns(state), StandardCharsets.ISO_8859_1).split("(?<=/)\n"))
                .containsExactlyInAnyOrder(
                        folder + "db-\u00c3\u00a4/",
                        folder + "raw\u00ff/",
                        folder + "blank /",
                        folder + "$$HOME/",
                        folder + "a\\\\\\*\\?\\[b]/",
                        folder + "[^\u0001-\t\u000b-\u00f4\u008f\u00bf\u00bf]/",
                        folder + "a\r/");
    }

    /** restic cannot read them either, and would fail with the whole backup at a pattern of more than 64 KB. */
    @Test
    void haveNoPathThatIsTooLongToOpen() throws IOException, InterruptedException {
        shell("cd -P \"$0\" && name=$(printf %0200d 0) && for one in $(seq 25); do mkdir $name && cd -P $name; done"
                + " && truncate -s 2G file");
        SparseFiles sparse = SparseFiles.of(state);
        // JUnit cannot.
        shell("rm -r \"$0\"");
        assertThat(sparse.files()).isEmpty();
        assertThat(sparse.bytes()).isZero();
    }

    @Test
    void areNoneOfALineWithoutWorkers() throws IOException {
        Files.delete(data);
        assertThat(SparseFiles.of(state).files()).isEmpty();
        assertThat(SparseFiles.of(state.resolve("workers")).patterns(state)).isEmpty();
    }

    private void shell(String script) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", script, data.toString())
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void make(Path file, long size) throws IOException {
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(size);
        }
    }
}
