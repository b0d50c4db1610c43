/** The verbs that ask whether a release may enter an environment, and whether a service is healthy. */
@NullMarked
package dev.slipway.line.cli.check;

import org.jspecify.annotations.NullMarked;
