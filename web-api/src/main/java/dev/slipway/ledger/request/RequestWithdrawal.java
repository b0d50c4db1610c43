package dev.slipway.ledger.request;

import dev.slipway.ledger.event.EventService;
import dev.slipway.ledger.event.LedgerEvent;
import dev.slipway.ledger.platform.json.Json;
import dev.slipway.ledger.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Withdraws locked requests, with an event and a notification. */
@ApplicationScoped
public class RequestWithdrawal {

    @Inject
    EventService events;

    @Inject
    RequestNotifier notifier;

    /**
     * Withdraws a request on a person's behalf.
     *
     * @throws ProblemException if it is no longer open
     */
    void withdraw(DeploymentRequest request, String actor, @Nullable String comment, Instant now) {
        request.withdraw(actor, comment, now);
        record(request, LedgerEvent.API, actor, now);
    }

    /**
     * Withdraws a request automatically, with a reason.
     *
     * @throws ProblemException if it is no longer open
     */
    public void withdraw(DeploymentRequest request, String why, Instant now) {
        request.withdraw(why, now);
        record(request, LedgerEvent.LEDGER, null, now);
    }

    /**
     * Withdraws an open request automatically if it has been open for too long.
     *
     * @param soak the soak time that the policy requires; asked for only where that matters
     */
    public boolean expire(DeploymentRequest request, Supplier<Duration> soak, Instant now) {
        boolean isExpired = request.expire(soak, now);
        if (isExpired) {
            record(request, LedgerEvent.LEDGER, null, now);
        }
        return isExpired;
    }

    /** Withdraws an open request automatically, because another release than the one that it replaces is live. */
    public void supersede(DeploymentRequest request, String live, Instant now) {
        request.supersede(live, now);
        record(request, LedgerEvent.LEDGER, null, now);
    }

    private void record(DeploymentRequest request, String source, @Nullable String actor, Instant now) {
        RequestWithdrawn withdrawn = new RequestWithdrawn(
                request.id(),
                request.candidate().service(),
                request.candidate().release().version(),
                request.candidate().environment().name(),
                actor,
                request.reasons().get(0).detail());
        events.append(new LedgerEvent(source, request.id().toString(), "request.withdrawn", Json.text(withdrawn), now));
        notifier.notifyChanged(request);
    }
}
