package dev.slipway.line.ledger;

/** The ledger cannot carry out a request at present; the same request may succeed later. */
public final class LedgerUnavailableException extends LedgerException {
    private static final long serialVersionUID = 1L;

    LedgerUnavailableException(String what, String remedy, int status) {
        super(what, remedy, status);
    }
}
