/** What is in a configuration: its variables, plain or secret, and how they differ from another's. */
@NullMarked
package dev.slipway.ledger.configuration.content;

import org.jspecify.annotations.NullMarked;
