/** A secret that is looked for wherever it must not be. */
@NullMarked
package dev.slipway.line.canary;

import org.jspecify.annotations.NullMarked;
