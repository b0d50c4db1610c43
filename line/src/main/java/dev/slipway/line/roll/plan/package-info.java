/** The plans themselves, and the facts that they depend on. */
@NullMarked
package dev.slipway.line.roll.plan;

import org.jspecify.annotations.NullMarked;
