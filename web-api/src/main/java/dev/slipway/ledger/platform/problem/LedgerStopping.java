package dev.slipway.ledger.platform.problem;

/**
 * The CDI event that the ledger is about to be undeployed on this worker. Whoever lets clients wait answers them now: WildFly
 * stops the sessions next, and RESTEasy answers nobody without them.
 */
public record LedgerStopping() {}
