/** Request handlers of a service's worker; a separate module, named by the server's filters. */
@NullMarked
package dev.slipway.request;

import org.jspecify.annotations.NullMarked;
