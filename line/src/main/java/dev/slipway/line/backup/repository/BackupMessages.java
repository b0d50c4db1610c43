package dev.slipway.line.backup.repository;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What restic prints while it stores a backup: again and again how far it is, and at its end a summary. */
final class BackupMessages {
    private static final long MEGABYTE = 1024L * 1024;

    private final Consumer<String> progress;
    private @Nullable Summary summary;

    /**
     * None yet.
     *
     * @param progress receives how far it is, for people
     */
    BackupMessages(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * What was stored.
     *
     * @param snapshot restic's id
     * @param bytes the size of the backed-up files
     * @param added the bytes added to the repository
     */
    record Summary(String snapshot, long bytes, long added) {}

    /** Reads the next one. */
    void read(String line) {
        JsonNode message = ResticJson.read(line);
        String type = message.path("message_type").asText();
        if (type.equals("status")) {
            progress.accept(percent(message));
        } else if (type.equals("summary")) {
            summary = new Summary(
                    message.path("snapshot_id").asText(),
                    message.path("total_bytes_processed").asLong(),
                    message.path("data_added").asLong());
        }
    }

    /** The summary; empty if there was none. */
    Optional<Summary> summary() {
        return Optional.ofNullable(summary);
    }

    private static String percent(JsonNode message) {
        return String.format(
                Locale.ROOT,
                "%.0f %% of %d MB",
                100 * message.path("percent_done").asDouble(),
                message.path("total_bytes").asLong() / MEGABYTE);
    }
}
