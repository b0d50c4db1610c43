/** Gives the line's secrets new values, without a gap for whoever uses the line. */
@NullMarked
package dev.slipway.line.rotation;

import org.jspecify.annotations.NullMarked;
