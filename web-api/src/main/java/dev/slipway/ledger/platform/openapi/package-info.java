/** Completes the OpenAPI document with what all operations have in common, and with what the answers always have. */
@NullMarked
package dev.slipway.ledger.platform.openapi;

import org.jspecify.annotations.NullMarked;
