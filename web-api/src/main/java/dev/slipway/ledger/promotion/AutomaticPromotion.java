package dev.slipway.ledger.promotion;

/**
 * A release that a policy wants promoted as soon as the gate allows it, and that has not been requested there yet.
 *
 * @param to where to
 */
record AutomaticPromotion(String service, String version, String to) {}
