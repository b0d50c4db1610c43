package dev.slipway.line.agent;

import dev.slipway.line.agent.group.Groups;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.schema.Schema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the runners of all environments share; each of it takes calls from several threads.
 *
 * @param stored where the ledger keeps the archive of a digest, if that is on this machine
 */
record AgentContext(Sites sites, Groups groups, AgentApi api, Optional<Schema> schema, Function<Digest, Path> stored) {}
