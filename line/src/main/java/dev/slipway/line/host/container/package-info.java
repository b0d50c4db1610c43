/** Workers in containers. */
@NullMarked
package dev.slipway.line.host.container;

import org.jspecify.annotations.NullMarked;
