/**
 * A deployment request is evaluated by the gate: it is allowed, refused, or waits for an approver or the end of a
 * freeze. It is done when the deployment is recorded.
 */
@NullMarked
package dev.slipway.ledger.request;

import org.jspecify.annotations.NullMarked;
