package dev.slipway.ledger.definition;

/** A service has a new version of its definition; fired within the transaction that adds it. */
public record DefinitionChanged(DefinitionVersion version) {}
