/** Freezes and deployment windows: when they are in force, in their own time zones. */
@NullMarked
package dev.slipway.ledger.policy.freeze;

import org.jspecify.annotations.NullMarked;
