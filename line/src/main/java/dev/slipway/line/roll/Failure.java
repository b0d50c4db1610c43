package dev.slipway.line.roll;

/**
 * Why a rollout failed.
 *
 * @param worker where; empty where it was on none
 * @param cause the root cause, in one line
 * @param text all that was said of it
 */
public record Failure(String worker, String cause, String text) {}
