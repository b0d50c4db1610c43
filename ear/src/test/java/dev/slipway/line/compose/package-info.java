/** The files of the line in containers, read without an engine. */
@NullMarked
package dev.slipway.line.compose;

import org.jspecify.annotations.NullMarked;
