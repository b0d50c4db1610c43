/** The ledger's schema: migrated for an archive before any worker runs that archive, without executing its code. */
@NullMarked
package dev.slipway.line.schema;

import org.jspecify.annotations.NullMarked;
