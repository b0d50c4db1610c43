package dev.slipway.line.gitlab;

/** Why the bootstrap cannot go on, and what to do about it. */
final class BootstrapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param what what is wrong, as a sentence
     * @param wayOut what to do about it, as a sentence
     */
    BootstrapException(String what, String wayOut) {
        super(what + " " + wayOut);
    }
}
