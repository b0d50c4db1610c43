/** What GitLab is to have, and the changes that it lacks. Pure values. */
@NullMarked
package dev.slipway.line.gitlab.plan;

import org.jspecify.annotations.NullMarked;
