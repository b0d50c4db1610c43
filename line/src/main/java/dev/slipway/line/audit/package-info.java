/** Checks an extract of a ledger's audit chain, and needs nothing but the file: no line, no settings, no network. */
@NullMarked
package dev.slipway.line.audit;

import org.jspecify.annotations.NullMarked;
