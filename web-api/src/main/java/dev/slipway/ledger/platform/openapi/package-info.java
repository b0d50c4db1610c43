/** The API's description: what holds for every operation is said here once, and not with each of them. */
@NullMarked
package dev.slipway.ledger.platform.openapi;

import org.jspecify.annotations.NullMarked;
