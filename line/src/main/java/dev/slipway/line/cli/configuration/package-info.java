/** The verbs of a service's configuration. */
@NullMarked
package dev.slipway.line.cli.configuration;

import org.jspecify.annotations.NullMarked;
