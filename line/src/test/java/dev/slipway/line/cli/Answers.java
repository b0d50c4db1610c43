package dev.slipway.line.cli;

/** What the ledger answers. */
public final class Answers {
    private Answers() {}

    /** What is live, as an item of a list. */
    public static String live(String version, String digest) {
        return """
                {"service":"shop","environment":"production","version":"%s","artifactDigest":"%s","operation":"replace",
                "channel":"cli","actor":"alice","startedAt":"2026-11-26T09:00:00Z","finishedAt":"2026-11-26T09:00:05Z",
                "archive":"shop.war","workers":["worker-1","worker-2"]}""".formatted(version, digest);
    }

    /** A rollback to a release, as an item of a list. */
    public static String rollback(String version, String digest) {
        return live(version, digest).replaceFirst("}$", ",\"isRollback\":true}");
    }
}
