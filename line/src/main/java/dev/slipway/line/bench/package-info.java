/** Measures the running line: requests per second, and the processor time that a thousand requests take, by program. */
@NullMarked
package dev.slipway.line.bench;

import org.jspecify.annotations.NullMarked;
