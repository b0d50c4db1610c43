/** A database's dump, and the manifest by which a restored one is compared with it. */
@NullMarked
package dev.slipway.line.backup.dump;

import org.jspecify.annotations.NullMarked;
