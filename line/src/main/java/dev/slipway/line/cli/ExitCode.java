package dev.slipway.line.cli;

/** The exit codes. */
final class ExitCode {
    /** Success. */
    static final int WELL = 0;
    /** Failure; the former release runs. */
    static final int FAILED = 1;
    /** Usage error; nothing was sent. */
    static final int USAGE = 2;
    /** The gate refuses. */
    static final int REFUSED = 3;
    /** Approvals are missing. */
    static final int WAITING = 4;

    private ExitCode() {}
}
