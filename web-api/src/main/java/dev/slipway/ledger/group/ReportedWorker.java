package dev.slipway.ledger.group;

/**
 * A worker of a server group, as the agent reported it, unchecked.
 *
 * @param service the service that it runs
 */
public record ReportedWorker(String group, String service, String environment, String name) {}
