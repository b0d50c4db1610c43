/**
 * An approval is what an approver says of a release for an environment, or of one change of its configuration there. Of each approver the
 * newest counts; all stay on record.
 */
@NullMarked
package dev.slipway.ledger.approval;

import org.jspecify.annotations.NullMarked;
