package dev.slipway.line.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger is told of a backup.
 *
 * @param takenAt when it was begun, as ISO 8601 has it
 * @param snapshot its id in the repository; null where it failed
 * @param bytes what it is of, in bytes
 * @param databases how many databases are in it
 * @param provenAt when it was restored beside the line and found to be the same; null where it was not
 * @param provenSeconds how long that took; null where it was not
 * @param error why it failed, or why its proof did; null where all is well
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

    /** It came to nothing. */
    static Report failed(String takenAt, String why) {
        return new Report(takenAt, null, 0, 0, null, null, shortened(why));
    }

    Report proven(String at, long seconds) {
        return new Report(takenAt, snapshot, bytes, databases, at, seconds, null);
    }

    Report unproven(String why) {
        return new Report(takenAt, snapshot, bytes, databases, null, null, shortened(why));
    }

    private static String shortened(String why) {
        return why.length() > LONGEST ? why.substring(0, LONGEST - 1) + "…" : why;
    }
}
