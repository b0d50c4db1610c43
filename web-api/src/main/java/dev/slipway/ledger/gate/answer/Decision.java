package dev.slipway.ledger.gate.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.slipway.ledger.platform.text.Lowercase;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The gate's decision. */
@Schema(name = "GateDecision")
public enum Decision {
    /** It may enter. */
    ALLOW,
    /** Not yet: only approvals, time, or a run in the previous environment are missing. */
    WAIT,
    DENY;

    /** The name that clients use. */
    @JsonValue
    @Override
    public String toString() {
        return Lowercase.of(this);
    }
}
