/** The command line: each verb validates its options, calls the ledger, and shows the answer. */
@NullMarked
package dev.slipway.line.cli;

import org.jspecify.annotations.NullMarked;
