/** What the workers of services log, for those who deploy them: the ends of files that their users write. */
@NullMarked
package dev.slipway.ledger.log;

import org.jspecify.annotations.NullMarked;
