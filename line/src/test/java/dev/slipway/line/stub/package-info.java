/** Stand-ins of the servers that the line talks to, on a port of 127.0.0.1 each, and programs that tests start. */
@NullMarked
package dev.slipway.line.stub;

import org.jspecify.annotations.NullMarked;
