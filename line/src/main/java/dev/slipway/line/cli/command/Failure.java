package dev.slipway.line.cli.command;

/** A verb fails: the exit code, what is wrong, and how to fix it. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String wayOut;

    public Failure(int code, String what, String wayOut) {
        super(what);
        this.code = code;
        this.wayOut = wayOut;
    }

    public Failure(String what, String wayOut) {
        this(ExitCode.FAILED, what, wayOut);
    }

    public int code() {
        return code;
    }

    public String wayOut() {
        return wayOut;
    }
}
