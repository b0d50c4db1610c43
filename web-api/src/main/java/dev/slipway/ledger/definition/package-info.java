/**
 * What a service needs, as a small YAML file says it: read with every mistake at once, compared with what was wanted before,
 * and kept version by version.
 */
@NullMarked
package dev.slipway.ledger.definition;

import org.jspecify.annotations.NullMarked;
