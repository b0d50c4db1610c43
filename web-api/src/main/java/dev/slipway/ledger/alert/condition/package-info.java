/** What is wrong at present: what rows record, what comes with time alone, and a disk that is filling up. */
@NullMarked
package dev.slipway.ledger.alert.condition;

import org.jspecify.annotations.NullMarked;
