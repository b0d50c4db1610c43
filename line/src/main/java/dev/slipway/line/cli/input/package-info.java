/**
 * What a verb is given, before anything is asked or sent: names and times on the command line, the archive, the reports of
 * tests, the checkout that it was built from. What is wrong is said here, with the field and the fix.
 */
@NullMarked
package dev.slipway.line.cli.input;

import org.jspecify.annotations.NullMarked;
