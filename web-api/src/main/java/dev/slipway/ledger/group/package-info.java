/**
 * Server groups: the workers that run one service in one environment. What is wanted of each follows from the service's
 * definition; what became of that, the agent reports.
 */
@NullMarked
package dev.slipway.ledger.group;

import org.jspecify.annotations.NullMarked;
