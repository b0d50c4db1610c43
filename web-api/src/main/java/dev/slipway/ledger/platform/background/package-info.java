/** What the ledger does by itself, without anybody who calls: when that begins, and how it ends. */
@NullMarked
package dev.slipway.ledger.platform.background;

import org.jspecify.annotations.NullMarked;
