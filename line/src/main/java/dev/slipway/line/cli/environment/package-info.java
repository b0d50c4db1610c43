/** The verbs of environments. */
@NullMarked
package dev.slipway.line.cli.environment;

import org.jspecify.annotations.NullMarked;
