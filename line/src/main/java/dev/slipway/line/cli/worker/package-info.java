/** The verbs of a service's workers: logs, restarts and threads. */
@NullMarked
package dev.slipway.line.cli.worker;

import org.jspecify.annotations.NullMarked;
