package dev.slipway.line.cli;

/** A verb fails: the exit code, what is wrong, and how to fix it. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String wayOut;

    Failure(int code, String what, String wayOut) {
        super(what);
        this.code = code;
        this.wayOut = wayOut;
    }

    Failure(String what, String wayOut) {
        this(ExitCode.FAILED, what, wayOut);
    }

    int code() {
        return code;
    }

    String wayOut() {
        return wayOut;
    }
}
