package dev.slipway.line.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Answers;
import dev.slipway.line.cli.Called;
import dev.slipway.line.cli.Wars;
import dev.slipway.line.stub.StubLedger;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteVerbTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    private Called call(String... arguments) {
        return new Called.From(folder).at(ledger.uri()).call(arguments);
    }

    @Test
    void promotesAndFollows() {
        ledger.archives().add(DIGEST);
        ledger.promoting("1.4.0", "staging", "production", DIGEST)
                .then("running", "{}", "started worker-1 drain worker-1", "done worker-1 worker-1 is drained")
                .then("done", "{\"outcome\":\"succeeded\"}");
        Called called = call("promote", "shop", "--comment", "Now");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .startsWith("Promotes shop 1.4.0 from staging to production\n")
                .contains("shop 1.4.0 is live in production");
        assertThat(ledger.requested()).singleElement().satisfies(request -> {
            assertThat(request.has("to")).isFalse();
            assertThat(request.text("comment")).isEqualTo("Now");
        });
    }

    @Test
    void saysWhereToAndWhich() {
        ledger.archives().add(DIGEST);
        ledger.promoting("1.4.0", "staging", "production", DIGEST).then("done", "{\"outcome\":\"succeeded\"}");
        assertThat(call("promote", "shop", "--to", "production", "--version", "1.4.0")
                        .code())
                .isZero();
        assertThat(ledger.requested()).singleElement().satisfies(request -> {
            assertThat(request.text("to")).isEqualTo("production");
            assertThat(request.text("version")).isEqualTo("1.4.0");
        });
    }

    @Test
    void doesNotFollowWhereNobodyWaits() {
        ledger.archives().add(DIGEST);
        ledger.promoting("1.4.0", "staging", "production", DIGEST)
                .deciding("waiting", "2.0 must run in staging for 2 h, and has since 10:00. Wait until 12:00.");
        Called called = call("promote", "shop", "--no-wait");
        assertThat(called.code()).isEqualTo(4);
        assertThat(called.out()).contains("waits to enter production", "Wait until 12:00.");
    }

    @Test
    void showsWhatWouldChange() {
        ledger.previewing("""
                {"service":"shop","version":"1.4.0","from":"staging","to":"production",
                "archive":{"fromVersion":"1.3.2","toVersion":"1.4.0","artifactDigest":"%s","isSame":false},
                "releases":3,"changes":{"isRollback":false,"isComplete":true,"commits":[
                {"sha":"9fceb02d0ae5","title":"Show the sum","author":"Alice"},{"sha":"1b2c3d4e5f60","title":"Add up"}]},
                "configuration":{"changes":[
                {"name":"FEATURE_X","change":"changed","before":"on","after":"off","isSecret":false},
                {"name":"API_KEY","change":"removed","isSecret":true}]},
                "migrations":["V7__add_state.sql"],"rehearsal":{"digest":"sha256:b","version":"1.3.2"},
                "gate":{"decision":"wait","reasons":[{"code":"soaking","detail":"Wait until 12:00."}]}}""".formatted(DIGEST));
        Called called = call("promote", "shop", "--dry-run");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("""
                shop 1.4.0 would go from staging to production:
                  Archive       1.3.2 → 1.4.0, sha256:aaaaaaaaaaaa…
                  Releases      3 since the one that runs in production
                  Commits       2
                                9fceb02 Show the sum (Alice)
                                1b2c3d4 Add up
                  Configuration differs in 2, and stays:
                                FEATURE_X: staging “on”, production “off”
                                API_KEY: a secret, removed
                  Migrations    V7__add_state.sql
                  Rollback      to 1.3.2, is rehearsed on a copy of the database of production first
                  Gate          makes it wait:
                                Wait until 12:00.
                """);
        assertThat(ledger.requested()).isEmpty();
    }

    /** Liquibase's, and Flyway's in another folder, are not looked for. */
    @Test
    void saysWhichMigrationsItLooksFor() {
        ledger.previewing("""
                {"service":"shop","version":"1.4.0","from":"staging","to":"production",
                "archive":{"toVersion":"1.4.0","artifactDigest":"%s","isSame":false},"changes":{"commits":[]},
                "migrations":[],"gate":{"decision":"allow","reasons":[]}}""".formatted(DIGEST));
        assertThat(call("promote", "shop", "--dry-run").out())
                .contains("  Migrations    no new Flyway scripts in db/migration\n");
    }

    @Test
    void saysWhatItDoesNotKnow() {
        ledger.previewing("""
                {"service":"shop","version":"1.4.0","from":"staging","to":"production",
                "archive":{"toVersion":"1.4.0","artifactDigest":"%s","isSame":false},
                "changes":{"commits":[]},"gate":{"decision":"allow","reasons":[]}}""".formatted(DIGEST));
        assertThat(call("promote", "shop", "--dry-run").out()).isEqualTo("""
                shop 1.4.0 would go from staging to production:
                  Archive       none → 1.4.0, sha256:aaaaaaaaaaaa…
                  Commits       none on record
                  Migrations    not known: the ledger does not keep both archives, or cannot read them now
                  Gate          allows it
                """);
    }

    /** As where the line has deployed it since a job asked. */
    @Test
    void isDoneWhereItIsLiveAlready() throws IOException {
        String digest = record("1.4.0");
        ledger.listing("live", Answers.live("1.4.0", digest));
        Called called = call("promote", "shop", "--to", "production", "--version", "1.4.0");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo("shop 1.4.0 is live in production already.\n");
        ledger.listing("live", Answers.live("1.3.9", digest));
        assertThat(call("promote", "shop", "--to", "production", "--version", "1.4.0")
                        .out())
                .isEqualTo("shop 1.4.0 is live in production already, as 1.3.9.\n");
    }

    @Test
    void isNotDoneWhereAnotherArchiveIsLive() throws IOException {
        record("1.4.0");
        ledger.listing("live", Answers.live("1.3.0", DIGEST));
        Called called = call("promote", "shop", "--to", "production", "--version", "1.4.0");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("staging runs nothing of shop.");
    }

    private String record(String version) throws IOException {
        Wars.write(folder, "shop.war", "Open");
        assertThat(call("release", "shop.war", "--service", "shop", "--version", version)
                        .code())
                .isZero();
        return ledger.releases().get(0).text("artifactDigest");
    }

    @Test
    void saysThatThereIsNothing() {
        Called called = call("promote", "shop");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("staging runs nothing of shop.");
    }
}
