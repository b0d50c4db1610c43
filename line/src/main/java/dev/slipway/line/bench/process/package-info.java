/** How much processor time the line's programs use, by the kernel's process table. */
@NullMarked
package dev.slipway.line.bench.process;

import org.jspecify.annotations.NullMarked;
