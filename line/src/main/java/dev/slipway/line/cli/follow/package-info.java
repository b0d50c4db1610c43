/** Verbs that wait for the agent and print its progress. */
@NullMarked
package dev.slipway.line.cli.follow;

import org.jspecify.annotations.NullMarked;
