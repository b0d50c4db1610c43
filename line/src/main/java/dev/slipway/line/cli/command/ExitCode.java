package dev.slipway.line.cli.command;

/** The exit codes. */
public final class ExitCode {
    /** Success. */
    public static final int WELL = 0;
    /** Failure; the former release runs. */
    public static final int FAILED = 1;
    /** Usage error; nothing was sent. */
    public static final int USAGE = 2;
    /** The gate refuses. */
    public static final int REFUSED = 3;
    /** Approvals are missing. */
    public static final int WAITING = 4;

    private ExitCode() {}
}
