package dev.slipway.ledger.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFilesTest {
    private static final Digest OLD = digest("old");
    private static final Digest NEW = digest("new");
    private static final Digest TORN = digest("torn");
    private static final Digest LATE = digest("late");

    @TempDir
    Path folder;

    private final MigrationFiles files = new MigrationFiles();
    private final List<Digest> opened = new ArrayList<>();

    @BeforeEach
    void keepArchives() throws IOException {
        files.archives = new Kept();
        keep(OLD, "db/migration/V1__a.sql");
        keep(NEW, "db/migration/V1__a.sql", "db/migration/V2__b.sql");
        keep(TORN, "a.txt");
        // The header and the name of its only entry, and nothing after them.
        Files.write(file(TORN), Arrays.copyOf(Files.readAllBytes(file(TORN)), 35));
    }

    @Test
    void tellsWhatIsAdded() {
        assertThat(files.added(Optional.of(OLD), NEW)).contains(List.of("V2__b.sql"));
        assertThat(files.added(Optional.empty(), OLD)).contains(List.of("V1__a.sql"));
    }

    @Test
    void readsAnArchiveOnceWhateverIsInIt() {
        for (int i = 0; i < 3; i++) {
            assertThat(files.added(Optional.of(OLD), TORN)).isEmpty();
        }
        assertThat(opened).containsExactly(OLD, TORN);
    }

    @Test
    void looksAgainForOneThatIsNotKept() throws IOException {
        assertThat(files.added(Optional.empty(), LATE)).isEmpty();
        keep(LATE, "db/migration/V1__a.sql");
        assertThat(files.added(Optional.empty(), LATE)).contains(List.of("V1__a.sql"));
    }

    @Test
    void letsNobodyWaitLongForOthersArchives() {
        assertThat(files.added(Optional.empty(), OLD)).isPresent();
        Kept kept = new Kept();
        CountDownLatch isOpening = new CountDownLatch(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        files.archives = new ArchiveService() {
            @Override
            public Optional<FileChannel> open(Digest digest) throws IOException {
                isOpening.countDown();
                await(mayOpen);
                return kept.open(digest);
            }
        };
        CompletableFuture<Optional<List<String>>> other =
                CompletableFuture.supplyAsync(() -> files.added(Optional.empty(), NEW));
        await(isOpening);
        assertThat(files.added(Optional.empty(), TORN)).isEmpty();
        assertThat(files.added(Optional.empty(), OLD))
                .as("what is known already")
                .contains(List.of("V1__a.sql"));
        assertThat(other).isNotDone();
        mayOpen.countDown();
        assertThat(other.join()).contains(List.of("V1__a.sql", "V2__b.sql"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Digest digest(String name) {
        return Digest.ofHex(Sha256.hex(name));
    }

    private Path file(Digest digest) {
        return folder.resolve(digest.hex());
    }

    private void keep(Digest digest, String... names) throws IOException {
        try (OutputStream file = Files.newOutputStream(file(digest));
                ZipOutputStream zip = new ZipOutputStream(file)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
    }

    private final class Kept extends ArchiveService {
        @Override
        public Optional<FileChannel> open(Digest digest) throws IOException {
            opened.add(digest);
            Path file = file(digest);
            return Files.exists(file) ? Optional.of(FileChannel.open(file)) : Optional.empty();
        }
    }
}
