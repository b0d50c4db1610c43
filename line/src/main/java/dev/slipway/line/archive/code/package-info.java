/** The classes in an archive, the application's own and those of its libraries: what they refer to, declare and start. */
@NullMarked
package dev.slipway.line.archive.code;

import org.jspecify.annotations.NullMarked;
