package dev.slipway.line.agent;

import dev.slipway.line.agent.group.Groups;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.schema.Schema;
import java.util.Optional;

/** What the runners of all environments share; each of it takes calls from several threads. */
record AgentContext(Sites sites, Groups groups, AgentApi api, Optional<Schema> schema) {}
