/**
 * The five metrics of software delivery performance, as DORA defines them (https://dora.dev/guides/dora-metrics/), and
 * the deployments behind each figure.
 *
 * <p>A deployment counts if it put an archive into an environment: it deployed or replaced one, and succeeded. It
 * belongs to the time that it began in. It failed if it was marked as having needed intervention, or if a rollback or a
 * fix repairs it; an unsuccessful attempt counts, as failed, only in that case, for otherwise it changed nothing. It is
 * rework if it repairs another, or is a rollback.
 */
@NullMarked
package dev.slipway.ledger.metrics;

import org.jspecify.annotations.NullMarked;
