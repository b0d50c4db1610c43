/**
 * Validation and conversion of text: the rules for the API's input, each with its message for clients; the names of enums in the
 * database; digests.
 */
@NullMarked
package dev.slipway.ledger.platform.text;

import org.jspecify.annotations.NullMarked;
