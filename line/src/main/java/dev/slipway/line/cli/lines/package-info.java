/** What the verbs print of the ledger's answers, as lines of text: no input and no output. */
@NullMarked
package dev.slipway.line.cli.lines;

import org.jspecify.annotations.NullMarked;
