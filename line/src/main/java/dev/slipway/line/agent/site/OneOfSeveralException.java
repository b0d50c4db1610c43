package dev.slipway.line.agent.site;

import dev.slipway.line.worker.WorkerException;

/** One of several workers failed on which the same was done in parallel. */
public final class OneOfSeveralException extends WorkerException {
    private static final long serialVersionUID = 1L;

    private final String worker;

    /** With what the worker said. */
    OneOfSeveralException(String worker, WorkerException cause) {
        super(cause.text(), cause);
        this.worker = worker;
    }

    /** The one that failed. */
    public String worker() {
        return worker;
    }
}
