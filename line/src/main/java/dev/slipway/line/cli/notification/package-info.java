/** The verbs of notification channels. */
@NullMarked
package dev.slipway.line.cli.notification;

import org.jspecify.annotations.NullMarked;
