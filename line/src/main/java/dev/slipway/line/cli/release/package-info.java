/** Records a release: its archive, its commits and its evidence. */
@NullMarked
package dev.slipway.line.cli.release;

import org.jspecify.annotations.NullMarked;
