/** The services' server groups: what the ledger wants, and what the host's part has made. */
@NullMarked
package dev.slipway.line.agent.group;

import org.jspecify.annotations.NullMarked;
