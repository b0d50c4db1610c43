/** How a service's worker takes requests; a module of its own, which the server's filters name. */
@NullMarked
package dev.slipway.request;

import org.jspecify.annotations.NullMarked;
