package dev.slipway.ledger.request;

import dev.slipway.ledger.feed.Changed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Notifies every open page, and waiting clients, of changed deployment requests. */
@ApplicationScoped
public class RequestNotifier {

    @Inject
    Event<Changed> changed;

    /** Tells them that this one has changed, once the transaction is committed. */
    public void notifyChanged(DeploymentRequest request) {
        fire(Changed.Kind.REQUEST, request);
    }

    /** Tells them that the agent has reported steps of this one, once the transaction is committed. */
    public void notifySteps(DeploymentRequest request) {
        fire(Changed.Kind.STEP, request);
    }

    private void fire(Changed.Kind kind, DeploymentRequest request) {
        changed.fire(new Changed(
                kind,
                request.id(),
                request.candidate().service(),
                request.candidate().environment().name()));
    }
}
