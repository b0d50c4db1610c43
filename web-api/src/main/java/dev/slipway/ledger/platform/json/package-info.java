/** JSON as the API speaks it: strict in what it takes, so that a misspelt member is an error and not a silent loss. */
@NullMarked
package dev.slipway.ledger.platform.json;

import org.jspecify.annotations.NullMarked;
