/**
 * The five metrics of software delivery performance, as DORA defines them (https://dora.dev/guides/dora-metrics/), and the
 * deployments behind each figure.
 *
 * <p>What is counted is a deployment that put an archive into an environment: it deployed or replaced one, and succeeded.
 * It belongs to the time that it began in. It failed if it was marked as having needed intervention, or if a rollback or a
 * fix repairs it; an attempt that did not succeed counts among the failed, and among all, only then, for else it changed
 * nothing. It is rework if it repairs another, or is a rollback.
 */
@NullMarked
package dev.slipway.ledger.metrics;

import org.jspecify.annotations.NullMarked;
