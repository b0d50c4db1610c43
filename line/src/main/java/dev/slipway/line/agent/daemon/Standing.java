package dev.slipway.line.agent.daemon;

import dev.slipway.line.http.CallException;
import dev.slipway.line.ledger.LedgerRefusedException;
import dev.slipway.line.ledger.group.Restart;
import dev.slipway.line.ledger.request.DeploymentRequest;

/** How the ledger has a task. */
record Standing(boolean isRunning, boolean isSucceeded, String end) {
    /** Of one that it does not know: it has been restored to a time before that. */
    static final Standing UNKNOWN = new Standing(false, false, "The ledger does not know it.");

    static Standing of(DeploymentRequest request) {
        return new Standing(request.isRunning(), request.isSucceeded(), request.end());
    }

    static Standing of(Restart restart) {
        return new Standing(restart.isRunning(), false, restart.detail().orElse(""));
    }

    /** Whether the ledger itself says so: a server without the ledger answers 404, too. */
    static boolean isUnknown(CallException e) {
        return e instanceof LedgerRefusedException refused && refused.is("not-found");
    }
}
