/** The verbs for signing in and out. */
@NullMarked
package dev.slipway.line.cli.login;

import org.jspecify.annotations.NullMarked;
