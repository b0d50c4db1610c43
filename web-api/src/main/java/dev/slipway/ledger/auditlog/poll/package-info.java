/** Polls the workers' audit logs, each at its own pace. */
@NullMarked
package dev.slipway.ledger.auditlog.poll;

import org.jspecify.annotations.NullMarked;
