/** What the line is told: its settings, its places and its secrets. */
@NullMarked
package dev.slipway.line.setting;

import org.jspecify.annotations.NullMarked;
