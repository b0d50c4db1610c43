package dev.slipway.line.roll.plan;

import dev.slipway.line.roll.ContentHash;
import java.util.Map;
import java.util.TreeMap;

/** The content that a worker has under an archive's name. */
public record Content(Presence presence, ContentHash hash) {
    /** Whether it is deployed and running. */
    public enum Presence {
        /** No deployment has that name. */
        ABSENT,
        /** Deployed but not running. */
        STOPPED,
        RUNNING,
        /** The worker does not answer. */
        UNKNOWN
    }

    public static Content absent() {
        return new Content(Presence.ABSENT, ContentHash.NONE);
    }

    /** Content that is not running. */
    public static Content stopped(ContentHash hash) {
        return new Content(Presence.STOPPED, hash);
    }

    /** Content that is running. */
    public static Content running(ContentHash hash) {
        return new Content(Presence.RUNNING, hash);
    }

    /** The unknown content of a worker that does not answer. */
    public static Content unknown() {
        return new Content(Presence.UNKNOWN, ContentHash.NONE);
    }

    /** The hashes of those that run, by the archive's name. */
    public static Map<String, ContentHash> hashesOfRunning(Map<String, Content> contents) {
        Map<String, ContentHash> running = new TreeMap<>();
        contents.forEach((archive, content) -> {
            if (content.presence() == Presence.RUNNING) {
                running.put(archive, content.hash());
            }
        });
        return running;
    }

    /** Whether this very content runs. */
    public boolean runs(ContentHash expected) {
        return presence == Presence.RUNNING && hash.equals(expected);
    }
}
