/** The repository of backups, by restic. */
@NullMarked
package dev.slipway.line.backup.repository;

import org.jspecify.annotations.NullMarked;
