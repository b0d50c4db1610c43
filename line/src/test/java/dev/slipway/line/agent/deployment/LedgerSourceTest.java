package dev.slipway.line.agent.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.daemon.Daemons;
import dev.slipway.line.agent.task.PreparationException;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.stub.Stub;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSourceTest {
    /** Nobody listens there. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private static final Digest ONE = new Digest("sha256:" + "1".repeat(64));
    private static final Digest TWO = new Digest("sha256:" + "2".repeat(64));
    private static final Digest THREE = new Digest("sha256:" + "3".repeat(64));

    @TempDir
    Path folder;

    private final LedgerSource source =
            new LedgerSource(Daemons.api(NOWHERE), digest -> folder.resolve(digest.fileName()), why -> {
                throw new IllegalStateException("asked the ledger");
            });

    @Test
    void takesWhatIsOnThisMachine() throws Exception {
        Files.writeString(folder.resolve(ONE.fileName()), "shop");
        Path file = Files.writeString(folder.resolve("incoming"), "half of another one");

        source.fetch(ONE, file);

        assertThat(file).hasContent("shop");
    }

    @Test
    void asksTheLedgerForTheRest() throws Exception {
        Files.createSymbolicLink(
                folder.resolve(THREE.fileName()), Files.writeString(folder.resolve("secret"), "secret"));

        for (Digest digest : List.of(TWO, THREE)) {
            assertThatThrownBy(() -> source.fetch(digest, folder.resolve("incoming")))
                    .hasMessage("asked the ledger");
        }
    }

    /** As on a full disk: tried again for ever, it would keep all other deployments waiting. */
    @Test
    void failsWhereItCannotStoreTheArchive() throws Exception {
        Files.writeString(folder.resolve(ONE.fileName()), "shop");
        Path nowhere = Files.writeString(folder.resolve("file"), "no folder").resolve("incoming");

        assertThatThrownBy(() -> source.fetch(ONE, nowhere))
                .isInstanceOf(PreparationException.class)
                .hasMessageStartingWith("The agent cannot store the archive " + ONE + ": ");

        try (Stub ledger = new Stub(call -> Stub.Reply.of(200, "shop"))) {
            LedgerSource remote = new LedgerSource(Daemons.api(ledger.uri()), digest -> folder.resolve("none"), why -> {
                throw new IllegalStateException(why);
            });
            assertThatThrownBy(() -> remote.fetch(TWO, nowhere))
                    .isInstanceOf(PreparationException.class)
                    .hasMessageStartingWith("The agent cannot store the archive " + TWO + ": ");
        }
    }

    @Test
    void saysThatAnArchiveIsGone() {
        try (Stub ledger = new Stub(call -> Stub.Reply.of(404, "{}"))) {
            LedgerSource remote = new LedgerSource(Daemons.api(ledger.uri()), digest -> folder.resolve("none"), why -> {
                throw new IllegalStateException(why);
            });
            assertThatThrownBy(() -> remote.fetch(TWO, folder.resolve("incoming")))
                    .isInstanceOf(PreparationException.class)
                    .hasMessage("The archive " + TWO + " has been deleted: rebuild it");
        }
    }
}
