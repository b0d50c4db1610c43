/**
 * Stores the archives of releases, each once under its digest, so that a rollback needs no build. They are files in a folder that
 * all workers share; those that no rollback can need are deleted.
 */
@NullMarked
package dev.slipway.ledger.archive;

import org.jspecify.annotations.NullMarked;
