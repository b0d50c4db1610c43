package dev.slipway.ledger.agent;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema
public enum WorkKind {
    /** A deployment request is to be carried out. */
    DEPLOYMENT,
    /** Workers are to be synchronized. */
    SYNC,
    /** A server group's workers are to be restarted. */
    RESTART;

    /** The name that clients use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }
}
