package dev.slipway.line.ledger;

/**
 * One thing that stands in the way of a deployment.
 *
 * @param code what kind of thing
 * @param detail what it is this time, and what to do about it
 */
public record Reason(String code, String detail) {}
