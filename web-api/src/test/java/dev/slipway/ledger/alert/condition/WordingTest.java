package dev.slipway.ledger.alert.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.notification.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.123456Z");
    private static final Instant LATER = NOON.plusSeconds(61);
    private static final String WORKER = "shop-production-1";

    @Test
    void saysWhichReleaseWaitsForAnApproval() {
        assertThat(Wording.approval("4711", "shop", "1.4.0", "production", "alice"))
                .isEqualTo(new Condition(
                        Kind.APPROVAL,
                        "4711",
                        "shop",
                        "production",
                        "shop 1.4.0 waits for an approval to enter production",
                        "alice requested it.",
                        "/requests/?id=4711"));
    }

    @Test
    void saysHowAWorkerDiffers() {
        assertThat(Wording.drift("4711", "shop", "production", WORKER, "shop.war", "not-enabled"))
                .isEqualTo(new Condition(
                        Kind.DRIFT,
                        "4711",
                        "shop",
                        "production",
                        "shop-production-1 differs from the ledger: shop.war",
                        "It is not enabled.",
                        "/drift/?id=4711"));
    }

    @ParameterizedTest
    @CsvSource({
        "stale,is outdated: a newer one is not being served",
        "ending,is about to expire",
        "failed,'could not be renewed, or its host does not answer over TLS'"
    })
    void saysWhatIsWrongWithACertificate(String state, String words) {
        Condition condition = Wording.certificate("httpd", state, null);
        assertThat(condition.title()).isEqualTo("The certificate of httpd " + words);
        assertThat(condition.detail()).isEmpty();
        assertThat(Wording.certificate("httpd", state, "refused").detail()).isEqualTo("refused");
    }

    @Test
    void saysSinceWhenNobodyLooksAtTheCertificates() {
        assertThat(Wording.unwatchedCertificates(NOON).detail())
                .isEqualTo("They were last checked at 2026-11-27T12:00:00Z. The line's program watcher does that.");
    }

    @Test
    void saysThatNoBackupWasProven() {
        Condition never = Wording.backup(NOON, null, null);
        assertThat(never.title()).isEqualTo("No backup was proven by a restore for more than a day");
        assertThat(never.detail()).isEqualTo("Last taken at 2026-11-27T12:00:00Z, last proven never.");
        assertThat(Wording.backup(LATER, NOON, null).detail())
                .isEqualTo("Last taken at 2026-11-27T12:01:01Z, last proven at 2026-11-27T12:00:00Z.");
    }

    @Test
    void saysWhyTheNewestBackupFailed() {
        Condition failed = Wording.backup(LATER, NOON, "The disk is full.");
        assertThat(failed.title()).isEqualTo("The newest backup failed, or could not be proven by a restore");
        assertThat(failed.detail()).endsWith("last proven at 2026-11-27T12:00:00Z. The disk is full.");
        assertThat(failed.key()).isEqualTo(Wording.backup(NOON, null, null).key());
    }

    @Test
    void saysWhoIsAway() {
        assertThat(Wording.noAgent(NOON).detail())
                .isEqualTo("It last polled for work at 2026-11-27T12:00:00Z. Until it is back, nothing is deployed.");
        assertThat(Wording.ledgerWorker("worker-2", "production", NOON))
                .isEqualTo(new Condition(
                        Kind.AWAY,
                        "worker-2",
                        null,
                        "production",
                        "worker-2, a worker of the ledger, is not responding",
                        "It was last seen at 2026-11-27T12:00:00Z.",
                        "/drift/#workers-title"));
    }

    @Test
    void tellsAWorkerThatIsAwayFromOneThatGetsNoRequests() {
        Condition away = Wording.silentWorker(WORKER, "shop", "production", NOON, false);
        assertThat(away.title()).isEqualTo("shop-production-1, a worker of shop, is not responding");
        assertThat(away.detail()).isEqualTo("It did not answer at 2026-11-27T12:00:00Z.");

        Condition unwell = Wording.silentWorker(WORKER, "shop", "production", NOON, true);
        assertThat(unwell.title()).isEqualTo("shop-production-1, a worker of shop, gets no requests");
        assertThat(unwell.detail())
                .isEqualTo(
                        "It runs, but httpd sent it no requests at 2026-11-27T12:00:00Z: its application fails the health check,"
                                + " or a deployment that failed left it disabled. If it is disabled: slipway restart shop");
        assertThat(unwell.key()).isEqualTo(away.key());
    }

    @Test
    void namesTheCommandThatShowsWhyAWorkerRestarts() {
        Condition restarting = Wording.restartingWorker(WORKER, "shop", "production", 4, NOON, LATER);
        assertThat(restarting.title())
                .isEqualTo("shop-production-1, a worker of shop, crashes and restarts repeatedly");
        assertThat(restarting.detail())
                .isEqualTo("4 times, first at 2026-11-27T12:00:00Z and last at 2026-11-27T12:01:01Z."
                        + " If its own memory ran out, its log says so: slipway logs shop."
                        + " If it just stops, the kernel may have killed it because the machine's memory ran out:"
                        + " ./slipway logs supervisord has \"terminated by SIGKILL\" then, and dmesg says so.");
        assertThat(restarting.key())
                .isNotEqualTo(Wording.silentWorker(WORKER, "shop", "production", NOON, false)
                        .key());
        assertThat(Wording.restartingWorker("shop-test-1", "shop", "test", 4, NOON, LATER)
                        .detail())
                .contains("slipway logs shop --environment test. ");
    }
}
