/** The requests and statements that the benchmark sends, the rows that they are for, and the programs that send them. */
@NullMarked
package dev.slipway.line.bench.load;

import org.jspecify.annotations.NullMarked;
