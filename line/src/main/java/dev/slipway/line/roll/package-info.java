/**
 * How an archive comes onto the workers, one after the other: which steps, in which order, and which way back. Pure values: facts in,
 * plan out. What carries a plan out is elsewhere.
 */
@NullMarked
package dev.slipway.line.roll;

import org.jspecify.annotations.NullMarked;
