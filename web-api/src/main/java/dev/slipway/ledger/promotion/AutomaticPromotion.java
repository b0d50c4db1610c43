package dev.slipway.ledger.promotion;

/**
 * A release that a policy wants promoted as soon as the gate allows it, and that nobody has asked for there yet.
 *
 * @param service whose release
 * @param version which of its releases
 * @param to where to
 */
record AutomaticPromotion(String service, String version, String to) {}
