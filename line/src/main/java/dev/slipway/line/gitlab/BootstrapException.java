package dev.slipway.line.gitlab;

/** Why the bootstrap cannot continue, and what to do about it. */
final class BootstrapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With a remedy.
     *
     * @param what what is wrong, as a sentence
     * @param wayOut what to do about it, as a sentence
     */
    BootstrapException(String what, String wayOut) {
        super(what + " " + wayOut);
    }
}
