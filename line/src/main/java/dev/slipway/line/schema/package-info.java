/** The ledger's schema: brought to what an archive wants before any worker runs that archive, without running anything of it. */
@NullMarked
package dev.slipway.line.schema;

import org.jspecify.annotations.NullMarked;
