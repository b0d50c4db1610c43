/** A client for deployment requests, their steps and promotions. */
@NullMarked
package dev.slipway.line.ledger.request;

import org.jspecify.annotations.NullMarked;
