package dev.slipway.line.host;

/** Why a step could not be done, in one line. */
final class HostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostException(String message) {
        super(message);
    }
}
