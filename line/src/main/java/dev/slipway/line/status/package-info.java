/** The verb that shows what runs of the line. */
@NullMarked
package dev.slipway.line.status;

import org.jspecify.annotations.NullMarked;
