package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Beside;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * What is wrong with the line itself reaches the receiver that hears of everything. While it lasts, it is on the pages of other tests, too: not
 * beside those that look at warnings of certificates, backups and gaps.
 */
@Beside
@ResourceLock(Line.RELOADS_BESIDE)
@ResourceLock(BackupApiIT.LOCK)
class LineAlertIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Duration SOON = Duration.ofSeconds(45);

    private final Caller admin = REALM.client("admin");

    /** All at once: each is seen in the watch's next round. The gap in an audit log has no end. */
    @Test
    void tellsOfWhatIsWrongWithTheLineAndOfItsEnd() {
        String certificate = SCRATCH.name() + ".invalid";
        String worker = SCRATCH.name();
        String expiring = "The certificate of " + certificate + " is about to expire";
        String unproven = "The newest backup failed, or could not be proven by a restore";
        String gap = "The audit log of " + worker + " has a gap";
        // The newest backup that another test reported may have failed.
        String proven = Database.texts("""
                        insert into backup (id, taken_at, snapshot, bytes, databases, proven_at, reported_at)
                        values (gen_random_uuid(), now(), '5f3c1a7e', 0, 0, now(), now()) returning id""").get(0);
        await().atMost(SOON)
                .until(() -> Database.texts("select id from alert where kind = 'backup-unproven' and closed_at is null")
                        .isEmpty());
        try (AlertReceiver receiver = receiver()) {
            String backup = Database.texts("""
                            insert into backup (id, taken_at, bytes, databases, error, reported_at)
                            values (gen_random_uuid(), now(), 0, 0, 'The disk is on fire.', now()) returning id""").get(0);
            try {
                Database.update("""
                        insert into log_gap (id, worker, until_at, detail, detected_at)
                        values (gen_random_uuid(), ?, now(), 'A file is gone.', now())""", worker);
                insertCertificateUntilTold(receiver, certificate, expiring);
                expect(
                        receiver,
                        new Message("alert.opened", "certificate", expiring, "/certificates/"),
                        new Message("alert.opened", "backup-unproven", unproven, "/notifications/"),
                        new Message("notice.audit-gap", "audit-gap", gap, "/drift/#gaps-title"));
                JsonNode opened = receiver.told("alert.opened", unproven).orElseThrow();
                assertThat(opened.path("detail").asText()).endsWith("The disk is on fire.");

                Database.execute("delete from certificate where name = ?", certificate);
                Database.update(
                        "update backup set error = null, snapshot = '43b55279', proven_at = now() where id = ?::uuid",
                        backup);
                expect(
                        receiver,
                        new Message("alert.closed", "certificate", expiring, "/certificates/"),
                        new Message("alert.closed", "backup-unproven", unproven, "/notifications/"));
            } finally {
                Database.execute("delete from certificate where name = ?", certificate);
                Database.execute("delete from backup where id = ?::uuid", backup);
                Database.execute("delete from log_gap where worker = ?", worker);
            }
        } finally {
            Database.execute("delete from backup where id = ?::uuid", proven);
        }
    }

    /**
     * What the watcher does not know goes with its next report, so it is put in again until it was told of; it was looked at longer ago than the
     * line's own, so that the report is news.
     */
    private static void insertCertificateUntilTold(AlertReceiver receiver, String name, String title) {
        await(title).atMost(SOON).until(() -> {
            Database.execute("""
                    insert into certificate (name, source, state, since, looked_at)
                    values (?, 'own', 'ending', now(), now() - interval '16 minutes') on conflict (name) do nothing""", name);
            return receiver.told("alert.opened", title).isPresent();
        });
    }

    /** Waits for all of them; a failure names each that is missing or wrong. */
    private static void expect(AlertReceiver receiver, Message... messages) {
        await().atMost(SOON)
                .untilAsserted(() -> assertSoftly(softly -> {
                    for (Message one : messages) {
                        softly.assertThat(receiver.told(one.type(), one.title()))
                                .as(one.toString())
                                .isPresent();
                    }
                }));
        assertSoftly(softly -> {
            for (Message one : messages) {
                softly.check(() -> receiver.expect(SOON, one.type(), one.kind(), one.title(), one.path()));
            }
        });
    }

    private AlertReceiver receiver() {
        return new AlertReceiver(admin, SCRATCH.name(), List.of());
    }

    /**
     * What the receiver is told.
     *
     * @param type of the event, without the prefix
     * @param path of the page of the ledger that it leads to
     */
    private record Message(String type, String kind, String title, String path) {}
}
