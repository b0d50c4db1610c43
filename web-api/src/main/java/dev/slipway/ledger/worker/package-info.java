/** The application servers of the line: which there are, and what runs on each, by what its own disk says. */
@NullMarked
package dev.slipway.ledger.worker;

import org.jspecify.annotations.NullMarked;
