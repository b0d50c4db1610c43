/** The verbs that export and check an audit. */
@NullMarked
package dev.slipway.line.cli.audit;

import org.jspecify.annotations.NullMarked;
