package dev.slipway.line.ledger;

/**
 * A reason why a deployment may not proceed.
 *
 * @param code its code
 * @param detail the explanation, and what to do about it
 */
public record Reason(String code, String detail) {}
