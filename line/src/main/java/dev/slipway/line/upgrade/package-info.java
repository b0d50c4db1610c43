/** Upgrades the line to another version of Slipway, and back if that fails. */
@NullMarked
package dev.slipway.line.upgrade;

import org.jspecify.annotations.NullMarked;
