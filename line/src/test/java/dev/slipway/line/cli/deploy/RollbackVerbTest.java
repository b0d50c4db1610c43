package dev.slipway.line.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.cli.Answers;
import dev.slipway.line.cli.Called;
import dev.slipway.line.stub.Stub.Reply;
import dev.slipway.line.stub.StubLedger;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackVerbTest {
    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha256:" + "b".repeat(64);
    private static final String C = "sha256:" + "c".repeat(64);

    @TempDir
    Path folder;

    @AutoClose
    final StubLedger ledger = StubLedger.start();

    @BeforeEach
    void deployThree() {
        ledger.listing(
                        "deployments",
                        Answers.live("1.3", C),
                        Answers.live("1.2", B),
                        Answers.live("1.3", C),
                        Answers.live("1.1", A))
                .then("done", "{\"outcome\":\"succeeded\"}");
    }

    private Called rollback(String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"rollback", "--service", "shop"}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return new Called.From(folder).at(ledger.uri()).call(arguments);
    }

    @Test
    void putsBackWhatWasLiveBefore() {
        ledger.archives().add(B);
        Called called = rollback();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .startsWith("Rolling back from shop 1.3 to 1.2\n")
                .contains("shop 1.2 is live in production");
        assertThat(ledger.requested()).singleElement().satisfies(request -> {
            assertThat(request.text("version")).isEqualTo("1.2");
            assertThat(request.text("artifactDigest")).isEqualTo(B);
            assertThat(request.is("isRollback")).isTrue();
            assertThat(request.is("isForAgent")).isTrue();
            assertThat(request.has("keepsConfiguration")).isFalse();
            assertThat(request.text("fromVersion")).isEqualTo("1.3");
        });
    }

    @Test
    void goesFurtherBackWhenCalledAgain() {
        rolledBackOnce();
        ledger.archives().add(A);
        Called called = rollback();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).startsWith("Rolling back from shop 1.2 to 1.1\n");
        assertThat(ledger.requested())
                .singleElement()
                .satisfies(request -> assertThat(request.text("artifactDigest")).isEqualTo(A));
    }

    /** They are deployments, too, of the release that stays. */
    @Test
    void goesBackPastHundredsOfChangesOfTheConfiguration() {
        String changes = String.join(",", Collections.nCopies(100, Answers.live("1.3", C)));
        ledger.first("GET /api/v1/deployments", page(changes, "a"), page(changes, "b"));
        ledger.archives().add(B);
        Called called = rollback();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out()).startsWith("Rolling back from shop 1.3 to 1.2\n");
        assertThat(ledger.received("GET /api/v1/deployments"))
                .extracting(request -> request.query().getOrDefault("after", ""))
                .startsWith("", "a", "b");
    }

    @Test
    void readsNoMoreThanItMust() {
        ledger.first("GET /api/v1/deployments", page(Answers.live("1.3", C) + "," + Answers.live("1.2", B), "a"));
        assertThat(rollback("--list").out()).contains("Live: 1.3", "  1.2  ");
        assertThat(ledger.received("GET /api/v1/deployments")).hasSize(1);
    }

    private static Reply page(String items, String next) {
        Map<String, String> link = Map.of("Link", "</api/v1/deployments?after=" + next + ">; rel=\"next\"");
        return new Reply(200, "{\"items\":[" + items + "]}", link);
    }

    private void rolledBackOnce() {
        ledger.listing(
                "deployments",
                Answers.rollback("1.2", B),
                Answers.live("1.3", C),
                Answers.live("1.2", B),
                Answers.live("1.1", A));
    }

    @Test
    void goesBackOnALedgerOfThePreviousRelease() {
        ledger.archives().add(B);
        ledger.notKnowing("fromVersion");
        Called called = rollback();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.requested()).hasSize(2).last().satisfies(request -> {
            assertThat(request.has("fromVersion")).isFalse();
            assertThat(request.text("artifactDigest")).isEqualTo(B);
            assertThat(request.is("isRollback")).isTrue();
        });
    }

    @Test
    void goesBackOnNoLedgerThatDoesNotKnowRollbacks() {
        ledger.archives().add(B);
        ledger.notKnowing("isRollback");
        Called called = rollback();
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("isRollback: is not a member of this request.");
        assertThat(ledger.requested()).hasSize(1);
    }

    @Test
    void keepsTheConfigurationOnlyWhereItIsTo() {
        ledger.archives().add(B);
        assertThat(rollback("--keep-configuration").code()).isZero();
        assertThat(ledger.requested().get(0).is("keepsConfiguration")).isTrue();
    }

    @Test
    void tellsApproversWhy() {
        ledger.archives().add(B);
        Called called = rollback("--comment", "1.3 loses orders.");
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(ledger.requested())
                .singleElement()
                .satisfies(request -> assertThat(request.text("comment")).isEqualTo("1.3 loses orders."));
    }

    @Test
    void putsBackTheVersionThatIsSaid() {
        ledger.archives().add(A);
        assertThat(rollback("1.1").code()).isZero();
        assertThat(ledger.requested().get(0).text("artifactDigest")).isEqualTo(A);
    }

    @Test
    void goesBackFromTheVersionThatIsSaid() {
        ledger.archives().add(B);
        assertThat(rollback("--from", "1.3").code()).isZero();
        assertThat(ledger.requested()).hasSize(1);
    }

    /** What was deployed by hand is not the release before it. */
    @Test
    void goesBackToTheNewestReleaseFromAnArchiveOfNone() {
        deployUnknown();
        ledger.archives().add(C);
        Called called = rollback();
        assertThat(called.code()).as(called.err()).isZero();
        assertThat(called.out())
                .startsWith("What was deployed last is of no known release. Rolling back to shop 1.3\n");
        assertThat(ledger.requested()).singleElement().satisfies(request -> {
            assertThat(request.text("artifactDigest")).isEqualTo(C);
            assertThat(request.text("fromVersion")).as("a later release stays").isEqualTo("1.3");
        });
    }

    @Test
    void goesBackFromNoVersionIfAnArchiveOfNoneIsLive() {
        deployUnknown();
        Called called = rollback("--from", "1.3");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err())
                .contains(
                        "shop 1.3 is not live in production: an archive of no known release is. Nothing was changed.");
        assertThat(ledger.requested()).isEmpty();
    }

    @Test
    void listsTheNewestReleaseIfAnArchiveOfNoneIsLive() {
        deployUnknown();
        assertThat(rollback("--list").out())
                .startsWith("Live: an archive of no known release\n  1.3  ")
                .contains("\n  1.2  ");
    }

    private void deployUnknown() {
        String unknown = Answers.live("?", "sha256:" + "d".repeat(64)).replace("\"version\":\"?\",", "");
        ledger.listing("deployments", unknown, Answers.live("1.3", C), unknown, Answers.live("1.2", B));
    }

    @Test
    void leavesWhatSomebodyElseHasDeployedMeanwhile() {
        ledger.archives().add(B);
        Called called = rollback("--from", "1.2");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("shop 1.2 is not live in production: 1.3 is. Nothing was changed.");
        assertThat(ledger.requested()).isEmpty();
    }

    @Test
    void namesTheEnvironmentInWhatToDoNext() {
        assertThat(rollback("--from", "1.2", "--environment", "staging").err())
                .contains("slipway rollback --service shop --environment staging");
    }

    @Test
    void refusesAVersionThatNeverRan() {
        Called called = rollback("0.9");
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("shop 0.9 never ran in production.");
        assertThat(ledger.requested()).isEmpty();
    }

    @Test
    void saysThatTheArchiveIsNotKeptAnyMore() {
        Called called = rollback();
        assertThat(called.code()).isEqualTo(1);
        assertThat(called.err()).contains("The ledger does not have the archive of shop 1.2 (" + B + ").");
        assertThat(called.err()).doesNotContain("Refused by the ledger");
        assertThat(ledger.requested()).hasSize(1);
    }

    /** As printed, it must be a command that can be run. */
    @Test
    void saysHowToDeployTheRebuiltArchive() {
        assertThat(rollback().err()).contains("slipway deploy FILE --service shop --version 1.2 --rollback");
        assertThat(rollback("--environment", "staging").err())
                .contains("slipway deploy FILE --service shop --version 1.2 --environment staging --rollback");
    }

    @Test
    void listsWhatItCouldGoBackTo() {
        Called called = rollback("--list");
        assertThat(called.out())
                .isEqualTo("Live: 1.3\n  1.2  sha256:bbbbbbbbbbbb…  was deployed at 2026-11-26T09:00:00Z\n"
                        + "  1.1  sha256:aaaaaaaaaaaa…  was deployed at 2026-11-26T09:00:00Z\n");
    }

    @Test
    void listsWhatWasRolledBackAsThat() {
        rolledBackOnce();
        assertThat(rollback("--list").out())
                .isEqualTo("Live: 1.2\n"
                        + "  1.3  sha256:cccccccccccc…  was deployed at 2026-11-26T09:00:00Z, and rolled back\n"
                        + "  1.1  sha256:aaaaaaaaaaaa…  was deployed at 2026-11-26T09:00:00Z\n");
    }

    @Test
    void saysThatNothingEverRan() {
        ledger.listing("deployments");
        assertThat(rollback().err()).contains("No release of shop ever ran in production.");
    }
}
