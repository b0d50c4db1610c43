/**
 * Policies: an environment's requirements for a release, such as evidence, approvals and four eyes, and the times at
 * which no deployment is allowed. Each change makes a new version; all versions are kept.
 */
@NullMarked
package dev.slipway.ledger.policy;

import org.jspecify.annotations.NullMarked;
