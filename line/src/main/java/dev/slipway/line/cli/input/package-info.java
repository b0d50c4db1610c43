/**
 * The input of verbs, validated before any request: names and times on the command line, the archive, test reports, and the checkout.
 * An error names the field and the fix.
 */
@NullMarked
package dev.slipway.line.cli.input;

import org.jspecify.annotations.NullMarked;
