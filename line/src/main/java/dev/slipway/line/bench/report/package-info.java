/** What was measured: as a table, as a file, and beside that of an earlier run. */
@NullMarked
package dev.slipway.line.bench.report;

import org.jspecify.annotations.NullMarked;
