package dev.slipway.ledger.backup;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A backup of the line, or an attempt at one. */
@Entity
@Table(name = "backup")
class Backup {
    @Id
    UUID id;

    Instant takenAt;

    @Nullable
    String snapshot;

    long bytes;
    int databases;

    @Nullable
    Instant provenAt;

    @Nullable
    Long provenSeconds;

    @Nullable
    String error;

    Instant reportedAt;
}
