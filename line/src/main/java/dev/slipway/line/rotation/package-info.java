/** Rotates the line's secrets without downtime. */
@NullMarked
package dev.slipway.line.rotation;

import org.jspecify.annotations.NullMarked;
