/** The changes that a deployment brought: the commits since the release that ran before. */
@NullMarked
package dev.slipway.ledger.change;

import org.jspecify.annotations.NullMarked;
