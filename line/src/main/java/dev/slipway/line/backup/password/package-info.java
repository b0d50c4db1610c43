/** The password of the repositories: the line's, another one from a file, and its change wherever the line has backed up to. */
@NullMarked
package dev.slipway.line.backup.password;

import org.jspecify.annotations.NullMarked;
