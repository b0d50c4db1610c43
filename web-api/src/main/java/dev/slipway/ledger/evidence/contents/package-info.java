/** What is known of a piece of evidence once it is parsed: its kind and format, the verdict, the figures and the failures. */
@NullMarked
package dev.slipway.ledger.evidence.contents;

import org.jspecify.annotations.NullMarked;
