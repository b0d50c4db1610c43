/** The logs of services' workers, for those who deploy them: the ends of files that the workers' users write. */
@NullMarked
package dev.slipway.ledger.log;

import org.jspecify.annotations.NullMarked;
