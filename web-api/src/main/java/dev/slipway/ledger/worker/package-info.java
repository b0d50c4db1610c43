/** The application servers of the line, and what runs on each according to its own disk. */
@NullMarked
package dev.slipway.ledger.worker;

import org.jspecify.annotations.NullMarked;
