/**
 * The certificates of the line's public names, and what happened to them: read in what httpd's watcher wrote down. These files are
 * the spool: what happens while the ledger is down is taken in when it is back.
 */
@NullMarked
package dev.slipway.ledger.certificate;

import org.jspecify.annotations.NullMarked;
