package dev.slipway.line.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Caller;
import dev.slipway.line.Database;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What is wrong with the line itself reaches the receiver that hears of everything. While it lasts, it is on the pages of other tests, too. */
@Isolated
class LineAlertIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    private static final Duration SOON = Duration.ofSeconds(45);

    private final Caller admin = REALM.client("admin");

    /**
     * What the watcher does not know goes with its next report, so it is put in again until it was told of; it was looked at longer ago than the
     * line's own, so that the report is news.
     */
    @Test
    void tellsOfACertificateThatIsAboutToExpire() {
        String name = SCRATCH.name() + ".invalid";
        String title = "The certificate of " + name + " is about to expire";
        try (AlertReceiver receiver = receiver()) {
            try {
                await().atMost(SOON).until(() -> {
                    Database.execute("""
                            insert into certificate (name, source, state, since, looked_at)
                            values (?, 'own', 'ending', now(), now() - interval '16 minutes') on conflict (name) do nothing""", name);
                    return receiver.told("alert.opened", title).isPresent();
                });
                receiver.expect(SOON, "alert.opened", "certificate", title, "/certificates/");
            } finally {
                Database.execute("delete from certificate where name = ?", name);
            }
            receiver.expect(SOON, "alert.closed", "certificate", title, "/certificates/");
        }
    }

    @Test
    void tellsOfABackupThatFailed() {
        String title = "The newest backup failed, or could not be proven by a restore";
        // By what another test told of backups.
        await().atMost(SOON)
                .until(() -> Database.texts("select id from alert where kind = 'backup-unproven' and closed_at is null")
                        .isEmpty());
        try (AlertReceiver receiver = receiver()) {
            String id = Database.texts("""
                            insert into backup (id, taken_at, bytes, databases, error, reported_at)
                            values (gen_random_uuid(), now(), 0, 0, 'The disk is on fire.', now()) returning id""").get(0);
            try {
                receiver.expect(SOON, "alert.opened", "backup-unproven", title, "/notifications/");
                JsonNode opened = receiver.told("alert.opened", title).orElseThrow();
                assertThat(opened.path("detail").asText()).endsWith("The disk is on fire.");
                Database.update(
                        "update backup set error = null, snapshot = '43b55279', proven_at = now() where id = ?::uuid",
                        id);
                receiver.expect(SOON, "alert.closed", "backup-unproven", title, "/notifications/");
            } finally {
                Database.update("delete from backup where id = ?::uuid", id);
            }
        }
    }

    /** It has no end. */
    @Test
    void tellsOfAGapInAnAuditLog() {
        String worker = SCRATCH.name();
        String title = "The audit log of " + worker + " has a gap";
        try (AlertReceiver receiver = receiver()) {
            Database.update("""
                    insert into log_gap (id, worker, until_at, detail, detected_at)
                    values (gen_random_uuid(), ?, now(), 'A file is gone.', now())""", worker);
            try {
                receiver.expect(SOON, "notice.audit-gap", "audit-gap", title, "/drift/#gaps-title");
            } finally {
                Database.update("delete from log_gap where worker = ?", worker);
            }
        }
    }

    private AlertReceiver receiver() {
        return new AlertReceiver(admin, SCRATCH.name(), List.of());
    }
}
