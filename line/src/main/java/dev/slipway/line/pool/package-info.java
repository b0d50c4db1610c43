/** What WildFly's pools of connections load, as a module of the server: it needs nothing else of the line's. */
@NullMarked
package dev.slipway.line.pool;

import org.jspecify.annotations.NullMarked;
