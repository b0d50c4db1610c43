/** What all verbs of the command line have in common: options, output, exit codes. */
@NullMarked
package dev.slipway.line.cli.command;

import org.jspecify.annotations.NullMarked;
