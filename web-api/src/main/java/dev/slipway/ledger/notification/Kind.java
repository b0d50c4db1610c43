package dev.slipway.ledger.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The kinds of notifications. */
@Schema(name = "NotificationKind")
public enum Kind {
    /** A deployment request waits for an approval. */
    APPROVAL(false),
    /** A deployment failed. */
    DEPLOYMENT_FAILED(true),
    /** A release was rolled back. */
    ROLLED_BACK(true),
    /** A worker differs from the ledger. */
    DRIFT(false),
    /** A certificate could not be renewed, or is about to expire, or the watcher does not run. */
    CERTIFICATE(true),
    /** No backup was proven by a restore for too long. */
    BACKUP_UNPROVEN(false),
    /** The agent or a worker is down. */
    AWAY(true),
    /** A disk is filling up. */
    DISK(true),
    /** A worker's audit log may have lost records. */
    AUDIT_GAP(false),
    /** A channel is being tested. */
    TEST(true),
    /** A value that only a later release knows. */
    UNKNOWN(false);

    private final boolean isUrgent;

    Kind(boolean isUrgent) {
        this.isUrgent = isUrgent;
    }

    /** Whether it is sent at once, whatever the hour. */
    public boolean isUrgent() {
        return isUrgent;
    }

    /** Whether a channel can be limited to it. */
    public boolean isChosen() {
        return this != TEST && this != UNKNOWN;
    }

    /** Those that alerts are of: conditions with a beginning and an end. */
    public static List<Kind> conditions() {
        return List.of(APPROVAL, DRIFT, CERTIFICATE, BACKUP_UNPROVEN, AWAY, DISK);
    }

    /** The kind of this name; {@link #UNKNOWN} where this release knows none of it. */
    @JsonCreator
    public static Kind of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }
}
