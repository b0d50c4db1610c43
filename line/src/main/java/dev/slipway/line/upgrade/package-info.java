/** The line is brought to another version of Slipway, and back where that does not come up. */
@NullMarked
package dev.slipway.line.upgrade;

import org.jspecify.annotations.NullMarked;
