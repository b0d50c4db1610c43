/** Deployments as files, for spreadsheets and for other tools of the field. */
@NullMarked
package dev.slipway.ledger.export;

import org.jspecify.annotations.NullMarked;
