/** Benchmarks the running line: requests per second, CPU time per thousand requests and program, and the limits of both. */
@NullMarked
package dev.slipway.line.bench;

import org.jspecify.annotations.NullMarked;
