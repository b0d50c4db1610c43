/**
 * The input of verbs, validated before any request: names and times on the command line, and definitions. An error names the field and
 * the fix.
 */
@NullMarked
package dev.slipway.line.cli.input;

import org.jspecify.annotations.NullMarked;
