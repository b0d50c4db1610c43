package dev.slipway.ledger.evidence.format;

/** A file that exceeds a limit of the ledger; the message is a sentence for the client. */
public class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
