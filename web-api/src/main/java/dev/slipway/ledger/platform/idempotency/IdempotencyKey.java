package dev.slipway.ledger.platform.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.ledger.platform.json.Fingerprint;
import dev.slipway.ledger.platform.json.Json;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key with which a client identifies a request, so that repeating it has no further effect.
 *
 * @param caller who sent it; keys are per caller
 * @param value the key
 * @param fingerprint a digest of the request
 */
public record IdempotencyKey(String caller, String value, String fingerprint) {
    /** The header that carries the key. */
    public static final String HEADER = "Idempotency-Key";

    /** The pattern of a key. */
    public static final String FORM = "^[\\x21-\\x7E]{1,255}$";

    /** Explains {@link #FORM}. */
    public static final String FORM_RULE = "must be 1 to 255 visible ASCII characters";

    /**
     * The key of a request, if it has one. Two requests are the same if their content is, whatever the order and
     * spacing.
     */
    public static Optional<IdempotencyKey> of(@Nullable String value, Principal caller, Record request) {
        return Optional.ofNullable(value).map(key -> new IdempotencyKey(caller.getName(), key, fingerprint(request)));
    }

    private static String fingerprint(Record request) {
        try {
            // Kept for a day, across upgrades: a record that has come with a key keeps its class's name.
            String operation = request.getClass().getSimpleName();
            return operation + ":" + Fingerprint.of(Json.mapper().writeValueAsBytes(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }
}
