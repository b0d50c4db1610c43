package dev.slipway.ledger.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.alert.condition.TestConditions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-28T12:00:00.123Z");

    /** Whoever mended the password is told of the full repository. */
    @Test
    void isNewsWhereABackupFailsForAnotherReason() {
        Alert alert = new Alert(TestConditions.backup(NOON, NOON, "The password is wrong."), NOON);

        assertThat(alert.update(TestConditions.backup(LATER, NOON, "The password is wrong."), true))
                .as("the same, a day later")
                .isFalse();
        assertThat(alert.detail()).contains("taken at 2026-11-28T12:00:00Z");
        assertThat(alert.update(TestConditions.backup(LATER, NOON, "The repository is full."), true))
                .isTrue();
        assertThat(alert.detail()).endsWith("The repository is full.");
    }

    /** It is tried again each hour, and other programs write to the disk meanwhile. */
    @Test
    void isNoNewsWhereOnlyANumberIsAnother() {
        Alert alert = new Alert(
                TestConditions.backup(NOON, null, "The dumps take up to 1200 MB, and only 987 MB are free."), NOON);

        assertThat(alert.update(
                        TestConditions.backup(
                                LATER, null, "The dumps take up to 1,201.5 MB, and only 1002 MB are free."),
                        true))
                .isFalse();
        assertThat(alert.detail()).endsWith("only 1002 MB are free.");
    }

    @Test
    void isNewsWhereANameEndsInAnotherNumber() {
        Alert alert = new Alert(TestConditions.backup(NOON, null, "workers/shop-1 cannot be read."), NOON);

        assertThat(alert.update(TestConditions.backup(LATER, null, "workers/shop-2 cannot be read."), true))
                .isTrue();
    }

    @Test
    void isNewsWhereItsTitleIsAnother() {
        Alert alert = new Alert(TestConditions.certificate("httpd", "failed", "refused"), NOON);

        assertThat(alert.update(TestConditions.certificate("httpd", "failed", "timed out"), true))
                .isFalse();
        assertThat(alert.detail()).isEqualTo("timed out");
        assertThat(alert.update(TestConditions.certificate("httpd", "ending", "timed out"), true))
                .isTrue();
        assertThat(alert.title()).isEqualTo("The certificate of httpd is about to expire");
    }

    @Test
    void isNoNewsWhenItWasLookedAtAgain() {
        Alert alert = new Alert(TestConditions.silentWorker(NOON, true), NOON);

        assertThat(alert.update(TestConditions.silentWorker(LATER, true), true)).isFalse();
        assertThat(alert.update(TestConditions.silentWorker(LATER, false), true))
                .isTrue();
    }

    /** Whoever restarts a worker whose application fails is not told that it is away. */
    @Test
    void isNoNewsUntilItLasts() {
        Alert alert = new Alert(TestConditions.silentWorker(NOON, true), NOON);

        assertThat(alert.update(TestConditions.silentWorker(LATER, false), false))
                .isFalse();
        assertThat(alert.title()).endsWith("gets no requests");
        assertThat(alert.update(TestConditions.silentWorker(LATER, true), false))
                .isFalse();
        assertThat(alert.detail()).contains("at 2026-11-28T12:00:00Z");
        assertThat(alert.update(TestConditions.silentWorker(LATER, false), true))
                .isTrue();
        assertThat(alert.title()).endsWith("is not responding");
    }
}
