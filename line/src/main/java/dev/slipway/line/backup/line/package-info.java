/** The line as its backups have it: its settings and repository, its description, the owners of its files, and the disk space. */
@NullMarked
package dev.slipway.line.backup.line;

import org.jspecify.annotations.NullMarked;
