/** What a server group has and is to have, and the steps from the one to the other. Pure values. */
@NullMarked
package dev.slipway.line.host.plan;

import org.jspecify.annotations.NullMarked;
