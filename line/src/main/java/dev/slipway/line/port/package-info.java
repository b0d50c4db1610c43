/** The programs that listen on the machine's ports, and the status that one of them answers with. */
@NullMarked
package dev.slipway.line.port;

import org.jspecify.annotations.NullMarked;
