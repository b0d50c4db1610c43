package dev.slipway.line.host;

/** A step failed; the message is the cause in one line. */
public final class HostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HostException(String message) {
        super(message);
    }
}
