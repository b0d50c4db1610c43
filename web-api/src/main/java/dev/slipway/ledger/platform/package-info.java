/** What any service on the web needs, and nothing that a delivery line is about: the packages below know no feature. */
@NullMarked
package dev.slipway.ledger.platform;

import org.jspecify.annotations.NullMarked;
