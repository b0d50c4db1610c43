package dev.slipway.line.cli.command;

import dev.slipway.line.program.Problem;

/** A verb fails with an exit code. */
public class Failure extends Problem {
    private static final long serialVersionUID = 1L;

    private final int code;

    public Failure(int code, String what, String remedy) {
        super(what, remedy);
        this.code = code;
    }

    public Failure(String what, String remedy) {
        this(ExitCode.FAILED, what, remedy);
    }

    public final int code() {
        return code;
    }
}
