/** Formats the ledger's answers as lines of text, without I/O. */
@NullMarked
package dev.slipway.line.cli.lines;

import org.jspecify.annotations.NullMarked;
