/** A deployment is a release that was put into an environment: by whom, through which door, when, and how it ended. */
@NullMarked
package dev.slipway.ledger.deployment;

import org.jspecify.annotations.NullMarked;
