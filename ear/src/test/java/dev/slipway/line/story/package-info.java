/** From a push to production and back, as a team does it and an approver sees it, with everything that comes between. */
@NullMarked
package dev.slipway.line.story;

import org.jspecify.annotations.NullMarked;
