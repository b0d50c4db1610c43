package dev.slipway.line.agent.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.Daemons;
import dev.slipway.line.agent.journal.PreparationException;
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

    @TempDir
    Path folder;

    private final LedgerSource source =
            new LedgerSource(Daemons.api(NOWHERE), digest -> folder.resolve(digest.replace(':', '-')), why -> {
                throw new IllegalStateException("asked the ledger");
            });

    @Test
    void takesWhatIsOnThisMachine() throws Exception {
        Files.writeString(folder.resolve("sha256-1"), "shop");
        Path file = Files.writeString(folder.resolve("incoming"), "half of another one");

        source.fetch("sha256:1", file);

        assertThat(file).hasContent("shop");
    }

    @Test
    void asksTheLedgerForTheRest() throws Exception {
        Files.createSymbolicLink(folder.resolve("sha256-3"), Files.writeString(folder.resolve("secret"), "secret"));

        for (String digest : List.of("sha256:2", "sha256:3")) {
            assertThatThrownBy(() -> source.fetch(digest, folder.resolve("incoming")))
                    .hasMessage("asked the ledger");
        }
    }

    /** As on a full disk: tried again for ever, it would keep all other deployments waiting. */
    @Test
    void failsWhereItCannotStoreTheArchive() throws Exception {
        Files.writeString(folder.resolve("sha256-1"), "shop");
        Path nowhere = Files.writeString(folder.resolve("file"), "no folder").resolve("incoming");

        assertThatThrownBy(() -> source.fetch("sha256:1", nowhere))
                .isInstanceOf(PreparationException.class)
                .hasMessageStartingWith("The agent cannot store the archive sha256:1: ");

        try (Stub ledger = new Stub(call -> Stub.Reply.of(200, "shop"))) {
            LedgerSource remote = new LedgerSource(Daemons.api(ledger.uri()), folder.resolve("none")::resolve, why -> {
                throw new IllegalStateException(why);
            });
            assertThatThrownBy(() -> remote.fetch("sha256:2", nowhere))
                    .isInstanceOf(PreparationException.class)
                    .hasMessageStartingWith("The agent cannot store the archive sha256:2: ");
        }
    }

    @Test
    void saysThatAnArchiveIsGone() {
        try (Stub ledger = new Stub(call -> Stub.Reply.of(404, "{}"))) {
            LedgerSource remote = new LedgerSource(Daemons.api(ledger.uri()), folder.resolve("none")::resolve, why -> {
                throw new IllegalStateException(why);
            });
            assertThatThrownBy(() -> remote.fetch("sha256:2", folder.resolve("incoming")))
                    .isInstanceOf(PreparationException.class)
                    .hasMessage("The archive sha256:2 has been deleted: build it again");
        }
    }
}
