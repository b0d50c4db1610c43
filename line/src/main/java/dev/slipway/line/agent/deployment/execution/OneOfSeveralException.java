package dev.slipway.line.agent.deployment.execution;

import dev.slipway.line.worker.WorkerException;

/** One of several workers failed on which the same was done in parallel. */
final class OneOfSeveralException extends WorkerException {
    private static final long serialVersionUID = 1L;

    private final String worker;

    /** With what the worker said. */
    OneOfSeveralException(String worker, WorkerException cause) {
        super(cause.text(), cause);
        this.worker = worker;
    }

    /** The one that failed. */
    String worker() {
        return worker;
    }
}
