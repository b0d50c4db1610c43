/**
 * Texts and what they stand for: the rules for what the API takes, each with the words that explain it to a client; the names of enums in
 * the database; digests.
 */
@NullMarked
package dev.slipway.ledger.platform.text;

import org.jspecify.annotations.NullMarked;
