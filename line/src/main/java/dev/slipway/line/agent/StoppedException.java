package dev.slipway.line.agent;

/** The agent is to end, and has changed nothing yet that it would have to end first. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
