/**
 * Configures a GitLab for Slipway. The desired and the present state result in a list of {@link Change changes}, computed without side
 * effects; {@link Bootstrap} reads the present state and executes them.
 *
 * <p>"docs:" refers to a page of docs.gitlab.com.
 */
@NullMarked
package dev.slipway.line.gitlab;

import dev.slipway.line.gitlab.plan.Change;
import org.jspecify.annotations.NullMarked;
