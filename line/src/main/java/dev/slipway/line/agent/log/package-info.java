/** The logging of problems that last, and of unexpected ones. */
@NullMarked
package dev.slipway.line.agent.log;

import org.jspecify.annotations.NullMarked;
