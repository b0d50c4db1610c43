package dev.slipway.line.roll;

import java.util.Map;
import java.util.TreeMap;

/**
 * The content that a worker has under an archive's name.
 *
 * @param hash WildFly's hash of the content: its SHA-1 in base64; empty if there is none or it is unknown
 */
public record Content(Presence presence, String hash) {
    /** Whether it is deployed and running. */
    public enum Presence {
        /** No deployment has that name. */
        ABSENT,
        /** It is deployed but not running. */
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

    /** Content that is not running. */
    public static Content stopped(String hash) {
        return new Content(Presence.STOPPED, hash);
    }

    /** Content that is running. */
    public static Content running(String hash) {
        return new Content(Presence.RUNNING, hash);
    }

    /** The unknown content of a worker that does not answer. */
    public static Content unknown() {
        return new Content(Presence.UNKNOWN, "");
    }

    /** The hashes of those that run, by the archive's name. */
    public static Map<String, String> hashesOfRunning(Map<String, Content> contents) {
        Map<String, String> running = new TreeMap<>();
        contents.forEach((archive, content) -> {
            if (content.presence() == Presence.RUNNING) {
                running.put(archive, content.hash());
            }
        });
        return running;
    }

    /** Whether this very content runs. */
    public boolean runs(String wanted) {
        return presence == Presence.RUNNING && hash.equals(wanted);
    }
}
