/**
 * Configures a GitLab for Slipway. The desired and the present state result in a list of {@link Change changes}, computed without side
 * effects; {@link Bootstrap} reads the present state and executes them.
 *
 * <p>It has its own client for GitLab's API: gitlab4j-api (6.2.0) supports neither hidden variables, nor their descriptions, nor names of
 * hooks, nor the verification of runners; it would also bring Jersey and HttpClient.
 *
 * <p>"docs:" refers to a page of docs.gitlab.com.
 */
@NullMarked
package dev.slipway.line.gitlab;

import dev.slipway.line.gitlab.plan.Change;
import org.jspecify.annotations.NullMarked;
