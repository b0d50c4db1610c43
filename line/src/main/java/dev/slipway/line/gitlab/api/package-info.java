/**
 * A client for GitLab's API.
 *
 * <p>It is Slipway's own: gitlab4j-api (6.2.0) supports neither hidden variables, nor their descriptions, nor names of hooks, nor the
 * verification of runners; it would also bring Jersey and HttpClient.
 */
@NullMarked
package dev.slipway.line.gitlab.api;

import org.jspecify.annotations.NullMarked;
