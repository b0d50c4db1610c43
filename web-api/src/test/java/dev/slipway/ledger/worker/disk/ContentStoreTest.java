package dev.slipway.ledger.worker.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.archive.ArchiveService;
import dev.slipway.ledger.platform.text.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {
    /** By sha1sum and sha256sum. */
    private static final ContentStore.Digests OF_ABC = new ContentStore.Digests(
            "a9993e364706816aba3e25717850c26c9cd0d89d",
            new Digest("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));

    @TempDir
    Path folder;

    private final ContentStore store = new ContentStore();

    @Test
    void knowsAFileByBothDigests() throws IOException {
        assertThat(store.digests(write("a.war", "abc"))).contains(OF_ABC);
    }

    @Test
    void findsAChangeThatKeepsSizeAndTime() throws IOException {
        Path file = write("a.war", "xyz");
        FileTime time = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
        Files.setLastModifiedTime(file, time);
        assertThat(store.digests(file)).isNotEmpty().get().isNotEqualTo(OF_ABC);
        Files.writeString(file, "abc");
        Files.setLastModifiedTime(file, time);
        assertThat(store.digests(file)).contains(OF_ABC);
    }

    @Test
    void readsAFileOnceForAsLongAsItStaysTheSame() throws IOException {
        Path file = write("a.war", "abc");
        ContentStore.Digests first = store.digests(file).orElseThrow();
        assertThat(store.digests(file)).containsSame(first);
        store.retainOnly(List.of());
        assertThat(store.digests(file).orElseThrow()).isNotSameAs(first).isEqualTo(first);
    }

    @Test
    void keepsWhatIsUnderAFolderThatIsKept() throws IOException {
        Path file = write("a/b", "abc");
        ContentStore.Digests first = store.digests(file).orElseThrow();
        store.retainOnly(List.of(folder.resolve("a")));
        assertThat(store.digests(file)).containsSame(first);
    }

    @Test
    void knowsAFolderByItsFiles() throws IOException {
        write("a/WEB-INF/web.xml", "abc");
        Path one = folder.resolve("a");
        write("b/WEB-INF/web.xml", "abc");
        assertThat(store.digests(one)).isEqualTo(store.digests(folder.resolve("b")));
        write("b/index.html", "");
        assertThat(store.digests(one)).isNotEqualTo(store.digests(folder.resolve("b")));
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(store.digests(folder.resolve("none"))).isEmpty();
    }

    /** A deployer may point the server at any path. */
    @Test
    @Timeout(10)
    void takesNoDeviceForAnArchive() {
        assertThat(store.digests(Path.of("/dev/zero"))).isEmpty();
    }

    @Test
    void followsNoLoopOfLinks() throws IOException {
        Path link = folder.resolve("loop");
        Files.createSymbolicLink(link, link);
        assertThat(store.digests(link)).isEmpty();
    }

    @Test
    void givesUpOnAFolderThatIsNoArchive() throws IOException {
        for (int i = 0; i < 20; i++) {
            write("a/" + i, "abc");
        }
        ContentStore small = new ContentStore(10, 1_000);
        assertThat(small.digests(folder.resolve("a"))).isEmpty();
        assertThat(new ContentStore(20, 59).digests(folder.resolve("a"))).isEmpty();
        assertThat(new ContentStore(20, 60).digests(folder.resolve("a"))).isNotEmpty();
        assertThat(new ContentStore(20, 2).digests(folder.resolve("a/1"))).isEmpty();
    }

    /** Unread, it would count as altered. */
    @Test
    void hasABudgetForTheLargestRelease() {
        assertThat(new ReadBudget().take(ArchiveService.LARGEST)).isTrue();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
