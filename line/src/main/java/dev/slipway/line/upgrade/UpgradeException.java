package dev.slipway.line.upgrade;

import dev.slipway.line.http.CallException;

/** An upgrade cannot continue: what is wrong, and how to fix it. */
final class UpgradeException extends CallException {
    private static final long serialVersionUID = 1L;

    private final boolean isWaiting;

    UpgradeException(String what, String wayOut) {
        this(what, wayOut, false);
    }

    private UpgradeException(String what, String wayOut, boolean isWaiting) {
        super(what, wayOut);
        this.isWaiting = isWaiting;
    }

    /** An upgrade that waits for a decision. */
    static UpgradeException waiting(String what, String wayOut) {
        return new UpgradeException(what, wayOut, true);
    }

    boolean isWaiting() {
        return isWaiting;
    }
}
