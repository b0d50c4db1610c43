/**
 * Makes of a GitLab the one that Slipway needs. What is wanted and what is there give a list of {@link Change changes}, without asking
 * anybody; {@link Bootstrap} reads, and carries them out.
 *
 * <p>It speaks GitLab's API by itself: gitlab4j-api (6.2.0) knows neither hidden variables nor their descriptions, nor the names of hooks, and
 * verifies no runner; it would also bring Jersey and HttpClient.
 *
 * <p>"docs:" names the page of docs.gitlab.com.
 */
@NullMarked
package dev.slipway.line.gitlab;

import dev.slipway.line.gitlab.plan.Change;
import org.jspecify.annotations.NullMarked;
