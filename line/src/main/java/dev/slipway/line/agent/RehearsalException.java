package dev.slipway.line.agent;

/** A rehearsal of the rollback has shown that it fails, or could not be held; no worker was touched. */
final class RehearsalException extends PreparationException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    /**
     * With what to tell people.
     *
     * @param text why, in one line
     * @param detail all that was said of it
     */
    RehearsalException(String text, String detail) {
        super(text);
        this.detail = detail;
    }

    /** All that was said of it. */
    String detail() {
        return detail;
    }
}
