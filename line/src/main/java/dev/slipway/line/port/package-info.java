/** The programs that listen on the machine's ports. */
@NullMarked
package dev.slipway.line.port;

import org.jspecify.annotations.NullMarked;
