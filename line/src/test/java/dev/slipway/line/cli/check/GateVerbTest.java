package dev.slipway.line.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.Wars;
import dev.slipway.line.cli.input.build.Digests;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateVerbTest {
    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called call(String... arguments) {
        return new Called.From(folder).at(ledger.uri()).call(arguments);
    }

    @BeforeEach
    void record() throws IOException {
        Wars.write(folder, "shop.war", "Open");
        assertThat(call("release", "shop.war", "--service", "shop", "--version", "1")
                        .code())
                .isZero();
    }

    @Test
    void letsIn() {
        Called called = call("gate", "--service", "shop", "--version", "1", "--file", "shop.war");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("  ✓ shop 1 may enter production\n");
        assertThat(ledger.requested()).singleElement().satisfies(request -> {
            assertThat(request.is("isForAgent")).isFalse();
            assertThat(request.text("artifactDigest")).isEqualTo(Digests.of(folder.resolve("shop.war")));
        });
    }

    @Test
    void waitsUntilItIsDecided() {
        ledger.deciding("waiting", "An approval is missing.")
                .then("waiting", "{\"reasons\":[{\"code\":\"frozen\",\"detail\":\"It is Friday.\"}]}")
                .then("refused", "{\"reasons\":[{\"code\":\"approval-refused\",\"detail\":\"alice refuses.\"}]}");
        Called called = call("gate", "--service", "shop", "--version", "1");
        assertThat(called.code()).isEqualTo(3);
        assertThat(called.out())
                .contains("    An approval is missing.\n    Decide on it at " + ledger.uri()
                        + "/releases/?id=release-1\n")
                .contains("    It is Friday.\n")
                .contains("✗ shop 1 may not enter production; the request is refused:");
    }

    @Test
    void leavesTheRequestOpenWhenTheTimeIsUp() {
        ledger.deciding("waiting", "An approval is missing.");
        Called called = call("gate", "--service", "shop", "--version", "1", "--wait", "0", "--json");
        assertThat(called.code()).isEqualTo(4);
        assertThat(called.out()).contains("\"state\":\"waiting\"");
        assertThat(called.err()).contains("shop 1 is still waiting to enter production after 0 s.");
    }

    @Test
    void waitsOnWhereTheClockIsSetForward() {
        ledger.deciding("waiting", "An approval is missing.")
                .then("waiting", "{}")
                .then("refused", "{\"reasons\":[{\"code\":\"approval-refused\",\"detail\":\"alice refuses.\"}]}");
        Called called = new Called.From(folder)
                .at(ledger.uri())
                .jumping(Duration.ofHours(1))
                .call("gate", "--service", "shop", "--version", "1");
        assertThat(called.code()).as(called.err()).isEqualTo(3);
    }

    private static String open(String more) {
        return """
                {"id":"request-9","service":"shop","version":"1","releaseId":"release-1","environment":"production",
                "actor":"alice"%s}""".formatted(more);
    }

    @Test
    void goesOnWithTheOneThatIsOpen() {
        ledger.open(open(",\"state\":\"allowed\""));
        Called called = call("gate", "--service", "shop", "--version", "1");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.requested()).isEmpty();
    }

    /** The gate's answer to that one says nothing of the release. */
    @Test
    void asksBesideAChangeOfTheConfiguration() {
        ledger.deciding("refused", "Tests failed.")
                .open(open(",\"state\":\"allowed\",\"isForAgent\":true,\"kind\":\"configure\""));
        Called called = call("gate", "--service", "shop", "--version", "1");
        assertThat(called.code()).as(called.out()).isEqualTo(3);
        assertThat(called.out()).contains("    Tests failed.\n");
        assertThat(ledger.requested()).hasSize(1);
    }

    @Test
    void takesNoRollbackForTheRelease() {
        ledger.open(open(",\"state\":\"waiting\",\"isRollback\":true"));
        Called called = call("gate", "--service", "shop", "--version", "1", "--wait", "0");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .startsWith(
                        "slipway: Another request for shop 1 in production is waiting, as a rollback, made by alice."
                                + " Wait until it is done, or withdraw it at " + ledger.uri()
                                + "/releases/?id=release-1");
        assertThat(call("gate", "--service", "shop", "--version", "1", "--wait", "0", "--rollback")
                        .code())
                .isEqualTo(4);
    }

    @Test
    void refusesAnotherArchiveThanTheReleases() {
        Called called = call("gate", "--service", "shop", "--version", "1", "--digest", "sha256:" + "0".repeat(64));
        assertThat(called.code()).isEqualTo(3);
        assertThat(called.out()).contains("and that of the release is " + Digests.of(folder.resolve("shop.war")));
        assertThat(ledger.requested()).isEmpty();
    }

    @Test
    void answersAScriptWhichArchiveItIs() {
        String another = "sha256:" + "0".repeat(64);
        Called called = call("gate", "--service", "shop", "--version", "1", "--digest", another, "--json");
        assertThat(called.code()).isEqualTo(3);
        assertThat(called.out())
                .isEqualTo(
                        "{\"service\":\"shop\",\"version\":\"1\",\"environment\":\"production\",\"state\":\"refused\","
                                + "\"artifactDigest\":\"" + Digests.of(folder.resolve("shop.war")) + "\","
                                + "\"expectedDigest\":\"" + another + "\"}\n");
    }

    @Test
    void saysThatThereIsNoSuchRelease() {
        Called called = call("gate", "--service", "shop", "--version", "2");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("The ledger has no release 2 of shop. Record it first: slipway release FILE");
    }
}
