package dev.slipway.ledger.group;

/**
 * A worker of a server group, by the words of the agent, which nobody has checked.
 *
 * @param group the group's name
 * @param service the service that it runs
 * @param environment where
 * @param name its own name
 */
public record ReportedWorker(String group, String service, String environment, String name) {}
