package dev.slipway.line.agent;

/** The process is killed: whatever would clean up is skipped. */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;
}
