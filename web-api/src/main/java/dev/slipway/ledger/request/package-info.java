/**
 * A deployment request asks the gate for a deployment: it is allowed, refused, or waits for an approver or the end of a
 * freeze. It is done when the deployment is recorded.
 */
@NullMarked
package dev.slipway.ledger.request;

import org.jspecify.annotations.NullMarked;
