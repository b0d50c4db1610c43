package dev.slipway.line.rotation;

/** Who keeps a secret's value for longer than one call, and so has to be started anew to get another. */
enum Use {
    /** The agent's process. */
    AGENT,
    /** Each worker of the ledger, one after the other. */
    LEDGER_WORKERS,
    /** Each worker of one service in one environment: the agent restarts them. */
    SERVICE_WORKERS
}
