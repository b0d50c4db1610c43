/** Digests of archives, files and texts. */
@NullMarked
package dev.slipway.line.digest;

import org.jspecify.annotations.NullMarked;
