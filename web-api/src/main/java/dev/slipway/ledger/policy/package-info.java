/**
 * A policy says what an environment asks of a release before it lets it in: evidence, approvals, four eyes, and times at
 * which nothing is let in. Each change makes a new version; all of them stay on record.
 */
@NullMarked
package dev.slipway.ledger.policy;

import org.jspecify.annotations.NullMarked;
