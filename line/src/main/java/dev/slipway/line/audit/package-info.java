/** Checks an extract of a ledger's audit chain offline: without a line, settings or a network. */
@NullMarked
package dev.slipway.line.audit;

import org.jspecify.annotations.NullMarked;
