/**
 * What sets GitLab up, against a stub that answers as GitLab's documentation says. There is no GitLab here: that a real one
 * answers so, these tests do not prove.
 */
@NullMarked
package dev.slipway.line.gitlab;

import org.jspecify.annotations.NullMarked;
