/**
 * An approval is an approver's decision on a release for an environment, or on one change of its configuration there.
 * The newest decision of each approver counts; all are kept.
 */
@NullMarked
package dev.slipway.ledger.approval;

import org.jspecify.annotations.NullMarked;
