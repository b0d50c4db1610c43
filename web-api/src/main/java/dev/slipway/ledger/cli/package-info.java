/** Offers the CLI, one file for any JDK 17, for download without a login: with its digest, and where to sign in. */
@NullMarked
package dev.slipway.ledger.cli;

import org.jspecify.annotations.NullMarked;
