/** The database's schema: brought up to date when the archive is deployed, before Hibernate compares it with the entities. */
@NullMarked
package dev.slipway.ledger.schema;

import org.jspecify.annotations.NullMarked;
