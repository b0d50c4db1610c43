/** Shared by all verbs of the command line: options, output, exit codes. */
@NullMarked
package dev.slipway.line.cli.command;

import org.jspecify.annotations.NullMarked;
