package dev.slipway.ledger.definition;

import org.jspecify.annotations.Nullable;

/**
 * A service has a new version of its definition; fired within the transaction that adds it.
 *
 * @param dropped the environment that it no longer names and whose data are to go; null for none
 */
public record DefinitionChanged(
        DefinitionVersion version, @Nullable String dropped) {}
