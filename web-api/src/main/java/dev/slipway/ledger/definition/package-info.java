/**
 * Service definitions: small YAML files that say what a service needs. All mistakes in a file are reported at once; each version is
 * compared with the previous one and kept.
 */
@NullMarked
package dev.slipway.ledger.definition;

import org.jspecify.annotations.NullMarked;
