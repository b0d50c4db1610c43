/** The CPU time that the line's programs use, from the kernel's process table. */
@NullMarked
package dev.slipway.line.bench.process;

import org.jspecify.annotations.NullMarked;
