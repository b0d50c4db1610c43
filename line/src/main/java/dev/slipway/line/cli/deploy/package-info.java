/** The verbs that bring a release into an environment. */
@NullMarked
package dev.slipway.line.cli.deploy;

import org.jspecify.annotations.NullMarked;
