/**
 * The certificates of the line's public names and their history, read from the files of httpd's watcher. The files
 * buffer events, so that those from a time when the ledger was down are stored when it is back.
 */
@NullMarked
package dev.slipway.ledger.certificate;

import org.jspecify.annotations.NullMarked;
