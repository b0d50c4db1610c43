package dev.slipway.ledger.worker.disk;

import java.io.IOException;

/** A file of another user's server is not what it should be and was not read. */
public class UntrustedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With a reason that names the file. */
    public UntrustedFileException(String reason) {
        super(reason);
    }
}
