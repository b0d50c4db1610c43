/** A line of its own goes from one version of Slipway to the next, and back. */
@NullMarked
package dev.slipway.line.upgrade;

import org.jspecify.annotations.NullMarked;
