package dev.slipway.ledger.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a worker differs from the ledger. */
@Schema
public enum DriftKind {
    /** An archive runs that belongs to no release. */
    UNKNOWN_CONTENT,
    /** The content of a running archive was changed or deleted on disk, or an overlay changes what runs of it. */
    ALTERED_CONTENT,
    /** A release's archive runs, but the ledger expects another one or none. */
    UNEXPECTED_CONTENT,
    /** An expected archive does not run. */
    MISSING,
    /** The break-glass management user changed something. */
    BREAK_GLASS,
    /** A worker runs with an outdated configuration, and nothing is in progress that would update it. */
    UNEXPECTED_CONFIGURATION,
    /** A worker was started with a manually changed file. */
    ALTERED_CONFIGURATION,
    /** A value written by a newer release. */
    UNKNOWN;

    /** Whether it is cleared when it is no longer seen; an action such as break-glass stays open until explained. */
    boolean endsByItself() {
        return this != BREAK_GLASS && this != UNKNOWN;
    }

    /** Whether the worker's start configuration differs, rather than its deployments. */
    boolean isOfConfiguration() {
        return this == UNEXPECTED_CONFIGURATION || this == ALTERED_CONFIGURATION;
    }

    /** Whether it compares with what is live, which depends on the audit log having been read. */
    public boolean dependsOnLog() {
        return this == UNEXPECTED_CONTENT || this == MISSING;
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<DriftKind> {

        Column() {
            super(DriftKind.class, UNKNOWN);
        }
    }
}
