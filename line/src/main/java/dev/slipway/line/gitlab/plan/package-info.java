/** The desired state of GitLab, and the changes to it, as pure values. */
@NullMarked
package dev.slipway.line.gitlab.plan;

import org.jspecify.annotations.NullMarked;
