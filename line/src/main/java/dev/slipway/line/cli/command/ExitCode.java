package dev.slipway.line.cli.command;

/** The exit codes. */
public final class ExitCode {
    public static final int OK = 0;
    /** The verb failed, or a check found a problem. */
    public static final int FAILED = 1;
    /** Usage error; nothing was requested. */
    public static final int USAGE = 2;
    /** The gate refuses. */
    public static final int REFUSED = 3;
    /**
     * The gate lets it wait, such as for approvals, or the agent does not begin, for longer than the command waits; the
     * request stays open.
     */
    public static final int WAITING = 4;
    /** A check could not be carried out, such as because the ledger did not answer: neither {@link #OK} nor {@link #FAILED}. */
    public static final int UNKNOWN = 5;

    private ExitCode() {}
}
