package dev.slipway.line.cli.follow;

import dev.slipway.line.ledger.ApiPath;
import dev.slipway.line.ledger.Ledger;
import dev.slipway.line.ledger.group.Workers;
import dev.slipway.line.ledger.request.DeploymentRequest;
import java.util.Optional;

/** What keeps the agent from a request that is allowed, as far as the ledger knows. */
final class Obstacle {
    private Obstacle() {}

    /** The lock of the environment, or else Keycloak; empty if it is neither of them. */
    static Optional<String> of(DeploymentRequest request, Ledger ledger) {
        return lock(request, ledger).or(() -> silenceOfKeycloak(request, ledger));
    }

    /** Who has the lock; empty also if there is no agent that would wait for it. */
    private static Optional<String> lock(DeploymentRequest request, Ledger ledger) {
        if (!new Workers(ledger).isAgentPresent().orElse(false)) {
            return Optional.empty();
        }
        String environment = request.environment();
        ApiPath path = ApiPath.of("locks").with("environment", environment);
        return ledger.get(path, "the look at the lock of the environment").items("items").stream()
                .findFirst()
                .map(one -> one.text("holder") + " has the lock of " + environment + " (" + one.text("reason") + ")");
    }

    /**
     * What the gate says while Keycloak does not answer: until then, an allowed request is not given to the agent. It
     * answers for releases alone.
     */
    private static Optional<String> silenceOfKeycloak(DeploymentRequest request, Ledger ledger) {
        if (request.isConfigure()) {
            return Optional.empty();
        }
        return ledger.get(GateProgress.question(request), "the question to the gate").items("reasons").stream()
                .filter(reason -> reason.text("code").equals("approvers-unknown"))
                .map(reason -> reason.text("detail"))
                .findFirst();
    }
}
