/** Infrastructure of any web service, with nothing specific to a delivery line: the packages below know no feature. */
@NullMarked
package dev.slipway.ledger.platform;

import org.jspecify.annotations.NullMarked;
