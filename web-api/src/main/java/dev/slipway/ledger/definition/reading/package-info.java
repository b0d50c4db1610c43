/** Reads service definitions in YAML, and reports each mistake with its line and the fix. */
@NullMarked
package dev.slipway.ledger.definition.reading;

import org.jspecify.annotations.NullMarked;
