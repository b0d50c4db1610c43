/** The database's schema: its migrations, and whether they were run before the archive starts. */
@NullMarked
package dev.slipway.ledger.platform.schema;

import org.jspecify.annotations.NullMarked;
