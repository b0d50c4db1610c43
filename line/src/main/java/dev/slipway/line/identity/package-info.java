/**
 * Who calls: a person who signed in by the browser or by a code, a pipeline by its own secret or by its GitLab's token.
 *
 * <p>Tokens of a person lie under the user's state folder, for nobody else to read; refresh tokens are good for one use, so
 * only one process at a time renews them.
 */
@NullMarked
package dev.slipway.line.identity;

import org.jspecify.annotations.NullMarked;
