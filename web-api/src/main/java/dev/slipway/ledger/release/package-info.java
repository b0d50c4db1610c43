/**
 * A release is an immutable, named build of a service that may be deployed.
 *
 * <p>Releases are never edited: a mistake is corrected by recording the next one.
 */
@NullMarked
package dev.slipway.ledger.release;

import org.jspecify.annotations.NullMarked;
