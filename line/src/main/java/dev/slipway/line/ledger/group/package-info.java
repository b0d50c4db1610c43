/** A client for services' definitions, configurations, server groups and workers. */
@NullMarked
package dev.slipway.line.ledger.group;

import org.jspecify.annotations.NullMarked;
