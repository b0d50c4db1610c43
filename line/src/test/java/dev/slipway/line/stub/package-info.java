/** Stand-ins of the servers that the line talks to, on a port of 127.0.0.1 each. */
@NullMarked
package dev.slipway.line.stub;

import org.jspecify.annotations.NullMarked;
