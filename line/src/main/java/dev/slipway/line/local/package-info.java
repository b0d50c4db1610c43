/** The verbs that work on the line's own machine alone, with its secrets. */
@NullMarked
package dev.slipway.line.local;

import org.jspecify.annotations.NullMarked;
