/** The verbs that sign somebody in and out. */
@NullMarked
package dev.slipway.line.cli.login;

import org.jspecify.annotations.NullMarked;
