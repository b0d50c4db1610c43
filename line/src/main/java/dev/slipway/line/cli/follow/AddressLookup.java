package dev.slipway.line.cli.follow;

import dev.slipway.line.ledger.DeploymentRequest;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.ServerGroups;
import java.net.URI;
import java.util.Optional;

/** Where the service of a request is reached: asked for while the agent is at work, so that nobody waits for it at the end. */
final class AddressLookup {
    private final Ledger ledger;
    private final DeploymentRequest request;
    private Optional<URI> known = Optional.empty();
    private boolean isAhead;

    AddressLookup(Ledger ledger, DeploymentRequest request) {
        this.ledger = ledger;
        this.request = request;
    }

    /** Asks, but once, in a single attempt: what is not known then is asked for at the end. */
    void askAhead() {
        if (!isAhead) {
            isAhead = true;
            known = ask(ledger.withoutRetries());
        }
    }

    /** The address; empty as in {@link ServerGroups#address}. */
    Optional<URI> get() {
        return known.or(() -> ask(ledger));
    }

    private Optional<URI> ask(Ledger patientOrNot) {
        return new ServerGroups(patientOrNot).address(request.service(), request.environment());
    }
}
