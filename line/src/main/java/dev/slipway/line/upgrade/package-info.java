/** Upgrades the line to another version of Slipway, and back if that fails; {@code upgrade.plan} has the decisions. */
@NullMarked
package dev.slipway.line.upgrade;

import org.jspecify.annotations.NullMarked;
