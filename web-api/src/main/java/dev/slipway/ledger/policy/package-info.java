/**
 * Policies: what an environment requires of a release before it lets it in, such as evidence, approvals and four eyes, and the times at
 * which it lets nothing in. Each change makes a new version; all versions are kept.
 */
@NullMarked
package dev.slipway.ledger.policy;

import org.jspecify.annotations.NullMarked;
