/** Rotates the line's secrets without downtime; {@code rotation.plan} has the steps, as pure values. */
@NullMarked
package dev.slipway.line.rotation;

import org.jspecify.annotations.NullMarked;
