/** Backs the line up, proves a backup by restoring it beside the line, and restores it. The tool for the repository is restic. */
@NullMarked
package dev.slipway.line.backup;

import org.jspecify.annotations.NullMarked;
