/** What the bootstrap pushes into GitLab's repositories: the first commit, and the versions of the component. */
@NullMarked
package dev.slipway.line.gitlab.git;

import org.jspecify.annotations.NullMarked;
