/** The configuration of the line: its settings, folders, addresses and secrets. */
@NullMarked
package dev.slipway.line.setting;

import org.jspecify.annotations.NullMarked;
