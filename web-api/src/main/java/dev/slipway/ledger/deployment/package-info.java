/** A deployment puts a release into an environment: by whom, through which channel, when, and with what outcome. */
@NullMarked
package dev.slipway.ledger.deployment;

import org.jspecify.annotations.NullMarked;
