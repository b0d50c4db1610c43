/** A database's dump, and the manifest for comparing a restored one with it. */
@NullMarked
package dev.slipway.line.backup.dump;

import org.jspecify.annotations.NullMarked;
