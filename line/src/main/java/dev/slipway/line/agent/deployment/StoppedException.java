package dev.slipway.line.agent.deployment;

/** The agent is stopping and has made no change that it must finish first. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
