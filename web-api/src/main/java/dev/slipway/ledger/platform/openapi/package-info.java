/** Completes the OpenAPI document with what all operations have in common. */
@NullMarked
package dev.slipway.ledger.platform.openapi;

import org.jspecify.annotations.NullMarked;
