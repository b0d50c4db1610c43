package dev.slipway.ledger.deployment.observation;

import dev.slipway.ledger.release.Release;
import dev.slipway.ledger.service.Service;
import java.util.Optional;

/**
 * The owner of an archive on a worker.
 *
 * @param release the release with the archive's digest that may run there; empty if there is none
 */
public record ArchiveOwner(Service service, Optional<Release> release) {}
