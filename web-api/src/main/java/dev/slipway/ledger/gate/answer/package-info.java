/** A question to the gate and its answer, with every reason. */
@NullMarked
package dev.slipway.ledger.gate.answer;

import org.jspecify.annotations.NullMarked;
