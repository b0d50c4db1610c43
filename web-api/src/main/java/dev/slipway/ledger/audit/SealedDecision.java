package dev.slipway.ledger.audit;

import dev.slipway.ledger.platform.text.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision of the gate as the database has it now, beside what the chain has of it.
 *
 * @param text its canonical text, in the format of its link; null if only a later version knows that
 * @param digest the digest in its link; null if it is not linked yet
 */
record SealedDecision(@Nullable String text, @Nullable String digest) {

    boolean isLinked() {
        return digest != null;
    }

    /** Its canonical text; empty unless it is what was linked. */
    Optional<String> linkedText() {
        return Optional.ofNullable(text).filter(row -> Sha256.hex(row).equals(digest));
    }
}
