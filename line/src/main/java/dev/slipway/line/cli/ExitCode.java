package dev.slipway.line.cli;

/** How the program ends, for scripts. */
final class ExitCode {
    /** What was asked for is done. */
    static final int WELL = 0;
    /** It is not, and what ran before runs. */
    static final int FAILED = 1;
    /** The command line cannot be understood; nothing was asked. */
    static final int USAGE = 2;
    /** The gate refuses. */
    static final int REFUSED = 3;
    /** Approvals are missing. */
    static final int WAITING = 4;

    private ExitCode() {}
}
