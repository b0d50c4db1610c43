package dev.slipway.line.roll;

/**
 * Why a rollout failed.
 *
 * @param worker the worker; empty if it concerns none
 * @param cause the root cause, in one line
 * @param text the full text
 */
public record Failure(String worker, String cause, String text) {}
