package dev.slipway.ledger.deployment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.EnumColumn;
import dev.slipway.ledger.platform.text.Lowercase;
import jakarta.persistence.Converter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The management operation on an archive. Queries list those that {@link #leavesRunning} and {@link #isDelivery} name; a test compares. */
@Schema
public enum Operation {
    /** Deployed an archive where none of its name ran. */
    DEPLOY,
    /** Put an archive in the place of another. */
    REPLACE,
    /** Stopped the archive and started the same one again. */
    REDEPLOY,
    /** Stopped it; the server keeps the archive. */
    UNDEPLOY,
    /** Took the archive off the server. */
    REMOVE;

    /** Whether, if it succeeded, the archive runs afterwards. */
    public boolean leavesRunning() {
        return this == DEPLOY || this == REPLACE || this == REDEPLOY;
    }

    /** Whether it can bring something that did not run before. */
    public boolean isDelivery() {
        return this == DEPLOY || this == REPLACE;
    }

    /** Parses the name that clients and the database use; null for null. */
    public static @Nullable Operation of(@Nullable String text) {
        return text == null ? null : Lowercase.parse(Operation.class, text);
    }

    /** The name that clients and the database use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }

    @Converter(autoApply = true)
    static class Column extends EnumColumn<Operation> {

        Column() {
            super(Operation.class);
        }
    }
}
