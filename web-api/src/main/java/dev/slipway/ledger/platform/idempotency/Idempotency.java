package dev.slipway.ledger.platform.idempotency;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.HeaderParam;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header for the {@linkplain IdempotencyKey key} of a request. */
public class Idempotency {

    @HeaderParam(IdempotencyKey.HEADER)
    @Pattern(regexp = IdempotencyKey.FORM, message = IdempotencyKey.FORM_RULE)
    @Nullable
    String key;

    /** The key of this request, if it has one. */
    public Optional<IdempotencyKey> key(Principal caller, Record request) {
        return IdempotencyKey.of(key, caller, request);
    }
}
