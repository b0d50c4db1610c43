/**
 * The line as the tests see it: how it is started and stopped, who calls it, and what is left behind when a test is over.
 *
 * <p>Nothing here knows the inside of a program. A test that passes here passes for a user with a browser or with curl.
 */
@NullMarked
package dev.slipway.line;

import org.jspecify.annotations.NullMarked;
