/**
 * Server groups: the workers that run one service in one environment. The desired state of each follows from the service's
 * definition; the agent reports the actual state.
 */
@NullMarked
package dev.slipway.ledger.group;

import org.jspecify.annotations.NullMarked;
