package dev.slipway.line.upgrade;

import dev.slipway.line.http.CallException;

/** An upgrade that does not go on: what is wrong, and what to do about it. */
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

    /** It goes on when somebody has decided. */
    static UpgradeException waiting(String what, String wayOut) {
        return new UpgradeException(what, wayOut, true);
    }

    boolean isWaiting() {
        return isWaiting;
    }
}
