/** Handlers of a service's requests, and an extension of Undertow; a separate module, named in service.cli. */
@NullMarked
package dev.slipway.request;

import org.jspecify.annotations.NullMarked;
