package dev.slipway.line.upgrade;

import dev.slipway.line.http.CallException;

/** An upgrade cannot continue; has the reason and the fix. */
final class UpgradeException extends CallException {
    private static final long serialVersionUID = 1L;

    private final boolean isWaiting;

    UpgradeException(String what, String remedy) {
        this(what, remedy, false);
    }

    private UpgradeException(String what, String remedy, boolean isWaiting) {
        super(what, remedy);
        this.isWaiting = isWaiting;
    }

    /** An upgrade that waits for a decision. */
    static UpgradeException waiting(String what, String remedy) {
        return new UpgradeException(what, remedy, true);
    }

    boolean isWaiting() {
        return isWaiting;
    }
}
