package dev.slipway.line.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.line.agent.journal.LedgerText;
import dev.slipway.line.backup.repository.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The report of a backup to the ledger.
 *
 * @param takenAt when it began, in ISO 8601
 * @param snapshot its id in the repository; null if it failed
 * @param bytes the size of the backed-up files
 * @param databases how many databases are in it
 * @param provenAt when it was proven by a restore; null if it was not
 * @param provenSeconds how long that took; null if it was not proven
 * @param error why it or its proof failed, or what it lacks; null if successful
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Report(
        String takenAt,
        @Nullable String snapshot,
        long bytes,
        int databases,
        @Nullable String provenAt,
        @Nullable Long provenSeconds,
        @Nullable String error) {
    private static final int LONGEST = 1000;

    static Report taken(String takenAt, String snapshot, long bytes, int databases) {
        return new Report(takenAt, snapshot, bytes, databases, null, null, null);
    }

    /** Whether it is of this backup. */
    boolean isOf(Snapshot one) {
        return snapshot != null && one.id().startsWith(snapshot);
    }

    /** The report of a failed backup. */
    static Report failed(String takenAt, String why) {
        return new Report(takenAt, null, 0, 0, null, null, shortened(why));
    }

    /** The report of a backup that is taken, without all that should be in it. */
    Report lacking(String what) {
        return new Report(takenAt, snapshot, bytes, databases, null, null, shortened(what));
    }

    Report proven(String at, long seconds) {
        return new Report(takenAt, snapshot, bytes, databases, at, seconds, error);
    }

    Report unproven(String why) {
        return new Report(takenAt, snapshot, bytes, databases, null, null, shortened(why));
    }

    private static String shortened(String why) {
        return LedgerText.of(why.length() > LONGEST ? why.substring(0, LONGEST - 1) + "…" : why);
    }
}
