package dev.slipway.line.backup.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.line.backup.program.BackupException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A backup in a repository.
 *
 * @param id restic's, whole
 * @param at when it was taken
 * @param host the domain of the backed-up line
 * @param release the version of Slipway that the line ran; empty for a backup that does not name it
 */
public record Snapshot(String id, Instant at, String host, String release) {
    private static final int SHORT = 8;
    /** By which another machine's clock may be ahead of this one's. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    /** As restic shows it. */
    public String shortId() {
        return id.substring(0, Math.min(SHORT, id.length()));
    }

    /** Parses the output of {@code restic snapshots --json}, newest first. */
    static List<Snapshot> parse(String json) throws IOException {
        List<Snapshot> all = new ArrayList<>();
        for (JsonNode one : new ObjectMapper().readTree(json)) {
            all.add(new Snapshot(
                    one.path("id").asText(),
                    time(one.path("time").asText()),
                    one.path("hostname").asText(),
                    releaseOf(one.path("tags"))));
        }
        all.sort(Comparator.comparing(Snapshot::at).reversed());
        return all;
    }

    private static String releaseOf(JsonNode tags) {
        for (JsonNode tag : tags) {
            if (!tag.asText().equals(Restic.TAG)) {
                return tag.asText();
            }
        }
        return "";
    }

    private static Instant time(String text) throws IOException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IOException("restic returned an invalid time: " + text, e);
        }
    }

    /**
     * Selects a backup; one from the future, by a clock that was ahead, is not the newest while there are others.
     *
     * @param all the newest first
     * @param id its id or a prefix; empty for the newest
     * @param until only backups taken until this time
     * @throws BackupException if none or several match
     */
    public static Snapshot choose(List<Snapshot> all, String id, Instant until) {
        return choose(all, id, until, Instant.now());
    }

    /**
     * Selects a backup of this line. One of another domain, which the line may have had before, is taken by its id alone: it may be another line's.
     *
     * @param domain the line's
     */
    public static Snapshot choose(List<Snapshot> all, String domain, String id, Instant until) {
        if (!id.isEmpty()) {
            return choose(all, id, until);
        }
        List<Snapshot> early =
                all.stream().filter(one -> !one.at().isAfter(until)).toList();
        List<Snapshot> own =
                early.stream().filter(one -> one.host().equals(domain)).toList();
        if (own.isEmpty() && !early.isEmpty()) {
            Snapshot other = early.get(0);
            throw new BackupException(
                    "There is no backup of " + domain + (until.equals(Instant.MAX) ? "" : " from before " + until)
                            + " in this repository; " + other.shortId() + " of " + other.at() + " is of " + other.host()
                            + ".",
                    "If that was this line's domain: --snapshot " + other.shortId());
        }
        return choose(own.isEmpty() ? all : own, id, until);
    }

    static Snapshot choose(List<Snapshot> all, String id, Instant until, Instant now) {
        List<Snapshot> found = all.stream()
                .filter(one -> one.id().startsWith(id) && !one.at().isAfter(until))
                .toList();
        if (found.isEmpty()) {
            throw new BackupException(
                    all.isEmpty()
                            ? "There is no backup in this repository."
                            : id.isEmpty()
                                    ? "There is no backup from before " + until + " in this repository."
                                    : "There is no backup " + id + " in this repository.",
                    all.isEmpty() ? "" : "./slipway backup list shows those that there are.");
        }
        if (!id.isEmpty() && found.size() > 1) {
            throw new BackupException("More than one backup begins with " + id + ".", "Give more of its id.");
        }
        List<String> hosts = found.stream().map(Snapshot::host).distinct().toList();
        if (id.isEmpty() && hosts.size() > 1) {
            throw new BackupException(
                    "This repository has backups of several lines: " + String.join(", ", hosts) + ".",
                    "Say which: --snapshot ID; restic snapshots shows them.");
        }
        return found.stream()
                .filter(one -> !one.at().isAfter(now.plus(AHEAD)))
                .findFirst()
                .orElse(found.get(0));
    }
}
