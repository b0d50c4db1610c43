package dev.slipway.ledger.platform.problem;

/**
 * The CDI event that the ledger is about to be undeployed on this worker. Observers must answer their waiting clients
 * now: WildFly stops the sessions next, without which RESTEasy cannot answer.
 */
public record LedgerStopping() {}
