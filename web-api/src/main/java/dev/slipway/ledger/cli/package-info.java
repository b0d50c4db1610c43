/** Offers the CLI, one file for any JDK 17, to whoever has the ledger's address: with its digest, and where to sign in. */
@NullMarked
package dev.slipway.ledger.cli;

import org.jspecify.annotations.NullMarked;
