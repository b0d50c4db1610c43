/** What a build leaves, as the input of verbs: the archive, test reports, and the checkout with its commits. */
@NullMarked
package dev.slipway.line.cli.input.build;

import org.jspecify.annotations.NullMarked;
