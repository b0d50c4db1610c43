package dev.slipway.line.upgrade.plan;

import dev.slipway.line.http.CallException;

/** An upgrade cannot continue; has the reason and the fix. */
public final class UpgradeException extends CallException {
    private static final long serialVersionUID = 1L;

    private final boolean isWaiting;

    /** An upgrade that fails. */
    public UpgradeException(String what, String remedy) {
        this(what, remedy, false);
    }

    private UpgradeException(String what, String remedy, boolean isWaiting) {
        super(what, remedy);
        this.isWaiting = isWaiting;
    }

    /** An upgrade that waits for a decision. */
    public static UpgradeException waiting(String what, String remedy) {
        return new UpgradeException(what, remedy, true);
    }

    /** Whether it waits for a decision. */
    public boolean isWaiting() {
        return isWaiting;
    }
}
