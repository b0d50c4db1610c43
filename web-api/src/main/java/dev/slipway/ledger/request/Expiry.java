package dev.slipway.ledger.request;

import dev.slipway.ledger.gate.answer.Reason;
import dev.slipway.ledger.gate.answer.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Decides whether a request has been open for too long; no side effects. */
final class Expiry {
    /** How long an allowed request stays valid, so that an abandoned one does not block others for ever. */
    private static final Duration ALLOWED_FOR = Duration.ofHours(24);
    /** How long a request may wait beside the soak time: it keeps its archive, and an alert is open for it. */
    private static final Duration WAITS_FOR = Duration.ofDays(30);
    /** While one of these holds, nobody can have it allowed. */
    private static final Set<ReasonCode> OUT_OF_REACH =
            Set.of(ReasonCode.FROZEN, ReasonCode.OUTSIDE_WINDOW, ReasonCode.APPROVERS_UNKNOWN);

    private Expiry() {}

    /**
     * Why to withdraw it: it was allowed long ago and never deployed, unless it is automatic, since the ledger requests
     * such only once; or it has waited for long, unless for a freeze's end, a window or Keycloak. Empty if neither.
     *
     * @param soak the soak time that the policy requires; asked for only where that matters
     */
    static Optional<String> of(DeploymentRequest request, Supplier<Duration> soak, Instant now) {
        if (isAbandoned(request, now)) {
            return Optional.of("Nobody deployed it within a day after it was allowed. Request it again.");
        }
        if (request.state() == State.WAITING && hasWaited(request, WAITS_FOR, now) && !isOutOfReach(request)) {
            Duration limit = WAITS_FOR.plus(soak.get());
            if (hasWaited(request, limit, now)) {
                return Optional.of("It was not allowed within %d days. Request it again.".formatted(limit.toDays()));
            }
        }
        return Optional.empty();
    }

    private static boolean isAbandoned(DeploymentRequest request, Instant now) {
        return request.state() == State.ALLOWED
                && !request.isAutomatic()
                && request.decidedAt()
                        .filter(at -> at.plus(ALLOWED_FOR).isBefore(now))
                        .isPresent();
    }

    private static boolean hasWaited(DeploymentRequest request, Duration time, Instant now) {
        return request.requestedAt().plus(time).isBefore(now);
    }

    private static boolean isOutOfReach(DeploymentRequest request) {
        return request.reasons().stream().map(Reason::code).anyMatch(OUT_OF_REACH::contains);
    }
}
