/**
 * The ledger keeps the bytes of releases' archives, each once under its digest, so that what was deployed can be put back
 * without a build. They are files in a folder that all workers share; what nobody will put back is taken away.
 */
@NullMarked
package dev.slipway.ledger.archive;

import org.jspecify.annotations.NullMarked;
