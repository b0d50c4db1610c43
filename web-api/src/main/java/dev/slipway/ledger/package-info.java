/**
 * The ledger: which release of which service runs in which environment, since when, by whom and through which channel.
 *
 * <p>Each package below is a feature, and is entered through its service and its records; but for {@code platform}, which knows none
 * of them.
 */
@NullMarked
package dev.slipway.ledger;

import org.jspecify.annotations.NullMarked;
