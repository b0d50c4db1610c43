/** What an application's own classes say, as far as it does not work as intended. */
@NullMarked
package dev.slipway.line.agent.deployment.check.code;

import org.jspecify.annotations.NullMarked;
