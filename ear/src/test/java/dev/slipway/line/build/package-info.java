/** The build itself: what it takes from elsewhere, and what it refuses. */
@NullMarked
package dev.slipway.line.build;

import org.jspecify.annotations.NullMarked;
