package dev.slipway.ledger.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.slipway.ledger.LedgerConfig;
import dev.slipway.ledger.platform.text.Digest;
import dev.slipway.ledger.platform.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveServiceTest {
    private static final byte[] BYTES = "An archive".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.ofHex(Sha256.hex(BYTES));

    private static final UUID RELEASE = new UUID(0, 1);
    private static final UUID CLAIM = new UUID(0, 2);

    private int sweeps;
    private boolean isFailing;
    private Runnable meanwhile = () -> {};
    private Runnable atLast = () -> {};

    @Test
    void deletesNothingWhileAnUploadWaits(@TempDir Path folder) throws IOException {
        isFailing = true;
        ArchiveService service = service(folder);
        assertThat(service.store(DIGEST, new ByteArrayInputStream(BYTES))).isTrue();
        assertThat(service.isKept(DIGEST)).isTrue();
        assertThat(sweeps).isZero();
        assertThatIllegalStateException().isThrownBy(service::sweepAfterUploads);
    }

    @Test
    void sweepsOnceAfterUploads(@TempDir Path folder) throws IOException {
        ArchiveService service = service(folder);
        service.sweepAfterUploads();
        assertThat(sweeps).isZero();
        assertThat(service.store(DIGEST, new ByteArrayInputStream(BYTES))).isTrue();
        assertThat(service.store(DIGEST, new ByteArrayInputStream(BYTES))).isFalse();
        service.sweepAfterUploads();
        service.sweepAfterUploads();
        assertThat(sweeps).isEqualTo(1);
    }

    /** A digest is for everybody to read, and so to record; the archive is not. */
    @Test
    void keepsNothingForAServiceThatOnlyClaimsIt(@TempDir Path folder) throws IOException {
        ArchiveService service = service(folder);
        assertThat(service.isKept(RELEASE, DIGEST)).isFalse();
        service.store(DIGEST, new ByteArrayInputStream(BYTES));
        assertThat(service.isKept(RELEASE, DIGEST)).isTrue();
        assertThat(service.isKept(CLAIM, DIGEST)).isFalse();
    }

    @Test
    void deletesWhatNobodyNeeds(@TempDir Path folder) throws IOException {
        ArchiveService service = old(folder);
        service.sweep();
        assertThat(service.isKept(DIGEST)).isFalse();
        assertThat(service.extendRetention(RELEASE, DIGEST)).isFalse();
    }

    @Test
    void keepsWhatComesAgainWhileItIsToGo(@TempDir Path folder) throws IOException {
        ArchiveService service = old(folder);
        meanwhile = () -> storeAgain(service);
        service.sweep();
        assertThat(service.isKept(DIGEST)).isTrue();
    }

    @Test
    void keepsWhatComesAgainJustBeforeItGoes(@TempDir Path folder) throws IOException {
        ArchiveService service = old(folder);
        atLast = () -> storeAgain(service);
        service.sweep();
        assertThat(service.isKept(DIGEST)).isTrue();
        assertThat(folder).isDirectoryNotContaining("glob:**coming-*");
    }

    private static void storeAgain(ArchiveService service) {
        try {
            assertThat(service.store(DIGEST, new ByteArrayInputStream(BYTES))).isFalse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void keepsWhatIsAskedForWhileItIsToGo(@TempDir Path folder) throws IOException {
        ArchiveService service = old(folder);
        meanwhile = () -> {
            assertThat(service.extendRetention(CLAIM, DIGEST)).isFalse();
            assertThat(service.extendRetention(RELEASE, DIGEST)).isTrue();
        };
        service.sweep();
        assertThat(service.isKept(DIGEST)).isTrue();
    }

    @Test
    void keepsWhatIsAskedForJustBeforeItGoes(@TempDir Path folder) throws IOException {
        ArchiveService service = old(folder);
        atLast = () -> assertThat(service.extendRetention(RELEASE, DIGEST)).isTrue();
        service.sweep();
        assertThat(service.isKept(DIGEST)).isTrue();
    }

    @Test
    void deletesNothingThatAnotherWorkerHasDeleted(@TempDir Path folder) throws IOException {
        ArchiveService service = old(folder);
        ArchiveService other = service(folder);
        Instant listed = Objects.requireNonNull(service.store.list().get(DIGEST));
        atLast = () -> {
            atLast = () -> {};
            try {
                other.store.deleteUnlessModifiedSince(DIGEST, listed);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        service.sweep();
        assertThat(folder).isEmptyDirectory();
    }

    /** With an archive that came long ago, and that nothing is known to need. */
    private ArchiveService old(Path folder) throws IOException {
        ArchiveService service = service(folder);
        service.store(DIGEST, new ByteArrayInputStream(BYTES));
        Files.setLastModifiedTime(
                folder.resolve(DIGEST.text().replace(':', '-')),
                FileTime.from(service.clock.instant().minus(Retention.NEW_FOR.multipliedBy(2))));
        return service;
    }

    private ArchiveService service(Path folder) {
        LedgerConfig config = new LedgerConfig() {
            @Override
            public Path archives() {
                return folder;
            }

            @Override
            public int archivesKept() {
                return 10;
            }
        };
        ArchiveService service = new ArchiveService();
        service.clock = Clock.systemUTC();
        service.config = config;
        service.store = new ArchiveStore() {
            @Override
            Path setAside(Path file) throws IOException {
                atLast.run();
                return super.setAside(file);
            }
        };
        service.store.config = config;
        service.archives = new ArchiveRepository() {
            @Override
            List<String> services(Digest digest) {
                return List.of("shop");
            }

            @Override
            Set<UUID> claimed(Collection<UUID> releases) {
                return releases.contains(CLAIM) ? Set.of(CLAIM) : Set.of();
            }

            @Override
            Map<Digest, String> firstServices(Collection<Digest> digests) {
                return Map.of();
            }

            @Override
            Map<Digest, ArchiveUse> uses(Collection<Digest> digests) {
                sweeps++;
                meanwhile.run();
                if (isFailing) {
                    throw new IllegalStateException("The database does not answer");
                }
                return Map.of();
            }
        };
        return service;
    }
}
