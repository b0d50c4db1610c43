package dev.slipway.ledger.worker.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a hostile user may do to the files of its server. */
@Timeout(30)
class ServerFolderTest {
    private static final int CALLERS = 4;

    @TempDir
    Path folder;

    private Path data;
    private Path secret;
    private ServerFolder foreign;

    @BeforeEach
    void make() throws IOException {
        Path base = folder.resolve("shop-production-1");
        data = Files.createDirectories(base.resolve("data"));
        secret = Files.createDirectory(folder.resolve("secrets")).resolve("log");
        Files.writeString(secret, "secret");
        foreign = ServerFolder.foreign(base, "data");
    }

    @Test
    void readsAFile() throws IOException {
        Files.writeString(data.resolve("log"), "text");
        assertThat(read("log")).isEqualTo("text");
        assertThat(foreign.names("l")).containsExactly("log");
        assertThat(foreign.state("log"))
                .hasValueSatisfying(state -> assertThat(state.size()).isEqualTo(4));
        Files.createDirectories(data.resolve("a/b"));
        Files.writeString(data.resolve("a/b/c"), "deep");
        assertThat(read("a", "b", "c")).isEqualTo("deep");
    }

    @Test
    void doesWithoutAFile() throws IOException {
        assertThat(foreign.state("log")).isEmpty();
        assertThat(foreign.state("no", "log")).isEmpty();
        assertThatThrownBy(() -> foreign.open("log")).isInstanceOf(NoSuchFileException.class);
        Files.delete(data);
        assertThat(foreign.names("")).isEmpty();
        assertThatThrownBy(() -> foreign.open("log")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void followsNoLink() throws IOException {
        Files.createSymbolicLink(data.resolve("log"), secret);
        assertThat(foreign.state("log")).isEmpty();
        assertThatThrownBy(() -> foreign.open("log")).isInstanceOf(UntrustedFileException.class);
        Files.createSymbolicLink(data.resolve("a"), secret.getParent());
        assertThatThrownBy(() -> foreign.state("a", "log")).isInstanceOf(UntrustedFileException.class);
        assertThatThrownBy(() -> foreign.open("a", "log")).isInstanceOf(IOException.class);
    }

    @Test
    void followsNoLinkInPlaceOfTheFolder() throws IOException {
        Files.delete(data);
        Files.createSymbolicLink(data, secret.getParent());
        assertThatThrownBy(() -> foreign.names("")).isInstanceOf(UntrustedFileException.class);
        assertThatThrownBy(() -> foreign.state("log")).isInstanceOf(UntrustedFileException.class);
        assertThatThrownBy(() -> foreign.open("log")).isInstanceOf(IOException.class);
    }

    /** The kernel may let a user make one to a file that it cannot read, and the ledger can. */
    @Test
    void readsNoFileOfAnotherUser() throws IOException {
        assumeTrue(Files.getOwner(folder).getName().equals("root"), "a file can be given away");
        Files.setOwner(
                secret, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        Files.createLink(data.resolve("log"), secret);
        assertThatThrownBy(() -> foreign.open("log")).isInstanceOf(UntrustedFileException.class);
    }

    @Test
    void readsNothingButFiles() throws IOException, InterruptedException {
        Files.createDirectory(data.resolve("folder"));
        pipe(data.resolve("pipe"));
        for (String name : new String[] {"folder", "pipe"}) {
            assertThat(foreign.state(name)).isEmpty();
            assertThatThrownBy(() -> foreign.open(name)).isInstanceOf(UntrustedFileException.class);
        }
    }

    /** A pipe in place of a folder would be waited for, too. */
    @Test
    void waitsForNoPipeForLong() throws IOException, InterruptedException {
        ServerFolder hasty = ServerFolder.foreign(Duration.ofMillis(200), folder.resolve("shop-production-1"), "data");
        pipe(data.resolve("pipe"));
        assertThatThrownBy(() -> hasty.open("pipe", "log")).hasMessageContaining("does not open");
        assertThatThrownBy(() -> hasty.open("pipe", "log"))
                .as("without a wait of its own, while the first attempt still waits")
                .hasMessageContaining("the last attempt has not come back");
        try (OutputStream end = Files.newOutputStream(data.resolve("pipe"))) {
            end.flush();
        }
    }

    /** All who read a worker's log have the same folder. */
    @Test
    void leaksOneThreadToManyCallers() throws Exception {
        ServerFolder hasty = ServerFolder.foreign(Duration.ofMillis(200), folder.resolve("shop-production-1"), "data");
        pipe(data.resolve("pipe"));
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            Callable<String> caller = () -> {
                start.await();
                return refusal(hasty);
            };
            List<Future<String>> refusals = callers.invokeAll(Collections.nCopies(CALLERS, caller));
            int waits = 0;
            for (Future<String> refusal : refusals) {
                if (refusal.get().contains("does not open")) {
                    waits++;
                } else {
                    assertThat(refusal.get()).contains("cannot be opened");
                }
            }
            assertThat(waits).as("threads that wait for the pipe").isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
        try (OutputStream end = Files.newOutputStream(data.resolve("pipe"))) {
            end.flush();
        }
    }

    /** While file, pipe and link change places, nothing but the file is ever read. */
    @Test
    void isNotDeceivedByAChange() throws IOException, InterruptedException {
        Path log = data.resolve("log");
        Files.writeString(data.resolve("own"), "text");
        Files.writeString(log, "text");
        AtomicBoolean isOver = new AtomicBoolean();
        Thread changing = new Thread(() -> {
            for (int i = 0; !isOver.get(); i++) {
                try {
                    Path next = data.resolve("next");
                    if (i % 2 == 0) {
                        Files.createSymbolicLink(next, secret);
                    } else {
                        Files.copy(data.resolve("own"), next);
                    }
                    Files.move(next, log, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    return;
                }
            }
        });
        changing.start();
        int rounds = Boolean.getBoolean("skipITs") ? 400 : 2_000;
        int texts = 0;
        int refusals = 0;
        try {
            for (int i = 0; i < rounds || ((texts == 0 || refusals == 0) && i < 50_000); i++) {
                try {
                    assertThat(read("log")).isEqualTo("text");
                    texts++;
                } catch (UntrustedFileException e) {
                    refusals++;
                } catch (IOException e) {
                    // It was replaced between two looks.
                }
            }
        } finally {
            isOver.set(true);
        }
        changing.join();
        assertThat(texts).isPositive();
        assertThat(refusals).isPositive();
    }

    @Test
    void givesUpOnAFolderOfManyFiles() throws IOException {
        for (int i = 0; i < 10_001; i++) {
            Files.createFile(data.resolve("f" + i));
        }
        assertThatThrownBy(() -> foreign.names("log")).isInstanceOf(UntrustedFileException.class);
    }

    private String read(String... names) throws IOException {
        try (SeekableByteChannel channel = foreign.open(names)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String refusal(ServerFolder folder) throws IOException {
        try (SeekableByteChannel channel = folder.open("pipe", "log")) {
            return "opened at " + channel.position();
        } catch (UntrustedFileException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        Process mkfifo =
                new ProcessBuilder("mkfifo", path.toString()).inheritIO().start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(mkfifo.exitValue()).isZero();
    }
}
