package dev.slipway.ledger.request;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The event that a request was withdrawn: no decision of the gate, step or deployment says so.
 *
 * @param actor who withdrew it; null if the ledger did
 * @param detail why
 */
record RequestWithdrawn(
        UUID requestId,
        String service,
        String version,
        String environment,
        @Nullable String actor,
        String detail) {}
