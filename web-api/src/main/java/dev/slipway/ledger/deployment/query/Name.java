package dev.slipway.ledger.deployment.query;

import java.util.UUID;

/** What clients call a service or an environment. */
record Name(UUID id, String name) {}
