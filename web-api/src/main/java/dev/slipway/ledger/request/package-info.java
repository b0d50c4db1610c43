/**
 * A deployment request asks the gate once, and is told when the answer comes: allowed, refused, or first waiting until an
 * approver has spoken or a freeze is over. It is done when the deployment is recorded.
 */
@NullMarked
package dev.slipway.ledger.request;

import org.jspecify.annotations.NullMarked;
