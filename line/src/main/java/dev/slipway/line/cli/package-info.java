/** The command line: each verb checks what it was given, asks the ledger, and shows what it says. */
@NullMarked
package dev.slipway.line.cli;

import org.jspecify.annotations.NullMarked;
