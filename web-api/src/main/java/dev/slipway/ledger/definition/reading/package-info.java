/** Reads a service definition in YAML: what it says, and each mistake with its line and the fix. */
@NullMarked
package dev.slipway.ledger.definition.reading;

import org.jspecify.annotations.NullMarked;
