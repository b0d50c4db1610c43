/**
 * What sets GitLab up, against a stub whose every call and answer is held against GitLab's own OpenAPI document. There is no
 * GitLab here: that a real one does as that document says, these tests do not prove.
 */
@NullMarked
package dev.slipway.line.gitlab;

import org.jspecify.annotations.NullMarked;
