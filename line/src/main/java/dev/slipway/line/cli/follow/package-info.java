/** Verbs that wait for the agent, and show what it does. */
@NullMarked
package dev.slipway.line.cli.follow;

import org.jspecify.annotations.NullMarked;
