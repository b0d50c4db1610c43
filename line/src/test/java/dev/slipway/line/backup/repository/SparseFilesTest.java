package dev.slipway.line.backup.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseFilesTest {
    private static final long MEGABYTE = 1L << 20;

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
        make(data.resolve("mapped"), 512 * MEGABYTE);
        Files.write(data.resolve("written"), new byte[(int) (17 * MEGABYTE)]);
        make(Files.createDirectories(state.resolve("archives")).resolve("other"), MEGABYTE << 20);
        make(Files.createDirectories(state.resolve("workers/shop-1/tmp/a")).resolve("other"), MEGABYTE << 20);
        SparseFiles sparse = SparseFiles.of(state);
        assertThat(sparse.patterns()).containsExactly("workers/shop-1/data/huge");
        assertThat(sparse.has(Path.of("workers/shop-1/data/huge"))).isTrue();
        assertThat(sparse.has(Path.of("workers/shop-1/data/mapped"))).isFalse();
    }

    @Test
    void areCountedTogether() throws IOException {
        for (int one = 0; one < 6; one++) {
            make(data.resolve("file" + one), 400 * MEGABYTE + one);
        }
        assertThat(SparseFiles.of(state).patterns())
                .containsExactly(
                        "workers/shop-1/data/file2",
                        "workers/shop-1/data/file3",
                        "workers/shop-1/data/file4",
                        "workers/shop-1/data/file5");
    }

    /** restic would compare each pattern with each file. */
    @Test
    void takeTheirWorkersFolderAlongWhereThereAreMany() throws IOException {
        for (int one = 0; one < 80; one++) {
            make(data.resolve("file" + one), 32 * MEGABYTE);
        }
        assertThat(SparseFiles.of(state).patterns()).containsExactly("workers/shop-1");
    }

    @Test
    void haveAnyNames() throws IOException {
        make(data.resolve("a\r\n9999999999999 0 secrets*"), MEGABYTE << 20);
        assertThat(SparseFiles.of(state).patterns()).containsExactly("workers/shop-1/data/a*9999999999999 0 secrets?");
        assertThat(SparseFiles.pattern("a\\[b]{\u00e4}\ud83d\ude00/\ufffd\ufffd.x"))
                .isEqualTo("a??b?????/*.x");
    }

    @Test
    void areNoneOfALineWithoutWorkers() throws IOException {
        Files.delete(data);
        assertThat(SparseFiles.of(state).patterns()).isEmpty();
        assertThat(SparseFiles.of(state.resolve("workers")).patterns()).isEmpty();
    }

    private static void make(Path file, long size) throws IOException {
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(size);
        }
    }
}
