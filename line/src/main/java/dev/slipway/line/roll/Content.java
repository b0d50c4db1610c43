package dev.slipway.line.roll;

/**
 * What a worker has under an archive's name.
 *
 * @param hash what WildFly calls the content: base64 of its SHA-1; empty where there is none, or nobody knows
 */
public record Content(Presence presence, String hash) {
    /** Whether it is there, and runs. */
    public enum Presence {
        /** Nothing is there under that name. */
        ABSENT,
        /** It is there, and does not run. */
        STOPPED,
        /** It runs. */
        RUNNING,
        /** The worker does not answer. */
        UNKNOWN
    }

    /** Nothing. */
    public static Content absent() {
        return new Content(Presence.ABSENT, "");
    }

    /** What is there, and does not run. */
    public static Content stopped(String hash) {
        return new Content(Presence.STOPPED, hash);
    }

    /** What runs. */
    public static Content running(String hash) {
        return new Content(Presence.RUNNING, hash);
    }

    /** What a worker that does not answer may have. */
    public static Content unknown() {
        return new Content(Presence.UNKNOWN, "");
    }

    /** Whether this very content runs. */
    boolean runs(String wanted) {
        return presence == Presence.RUNNING && hash.equals(wanted);
    }
}
