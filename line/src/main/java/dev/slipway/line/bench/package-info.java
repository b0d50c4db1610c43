/** Measures the running line: requests per second, the processor time that a thousand requests take, by program, and what bounds both. */
@NullMarked
package dev.slipway.line.bench;

import org.jspecify.annotations.NullMarked;
