/**
 * The configuration of a service in an environment, in full versions. Secrets are stored only as sealed by clients for the line's key:
 * the ledger cannot read them. Server groups know which version their workers run with.
 */
@NullMarked
package dev.slipway.ledger.configuration;

import org.jspecify.annotations.NullMarked;
