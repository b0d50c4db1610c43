/**
 * Authentication: of a person by the tokens of a sign-in, of a pipeline by a client secret or an ID token of its GitLab.
 *
 * <p>A person's tokens are stored in the user's state folder, readable by the user only. Refresh tokens are for single use, so only
 * one process at a time renews them.
 */
@NullMarked
package dev.slipway.line.identity;

import org.jspecify.annotations.NullMarked;
