package dev.slipway.line.rotation.plan;

/** A process that keeps a secret's value in memory, or connections that were opened with it, and so must be restarted. */
public enum SecretConsumer {
    /** The agent's process. */
    AGENT,
    /** Each worker of the ledger, one after the other. */
    LEDGER_WORKERS,
    /** Each worker of one service in one environment: the agent restarts them. */
    SERVICE_WORKERS
}
