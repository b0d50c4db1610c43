package dev.slipway.line.agent.daemon;

import dev.slipway.line.agent.group.Groups;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.digest.Digest;
import dev.slipway.line.schema.Schema;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Shared by the runners of all environments; thread-safe.
 *
 * @param stored the file of an archive in the ledger's folder, by digest, if on this machine
 */
public record AgentContext(
        Sites sites, Groups groups, AgentApi api, Optional<Schema> schema, Function<Digest, Path> stored) {}
